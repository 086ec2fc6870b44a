package dev.tributary.server.affiliate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.JsonSchema;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is said about affiliates and triggers keeps to its schema. */
@Tag("database")
class ContractTest {
    static Stream<TopicDefinition> topics() {
        return Stream.concat(new AffiliateTopics().topics().stream(), new TriggerTopics().topics().stream());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void an_example_keeps_to_its_schema(TopicDefinition topic) {
        ObjectNode example = (ObjectNode) JsonMapper.shared().readTree(topic.exampleData());
        example.put("sequence", 1); // which the engine adds
        assertThat(JsonSchema.errors(topic.dataSchema(), example.toString())).isEmpty();
    }

    @Test
    void every_event_keeps_to_its_schema() {
        LiveServer server = SharedServer.server();
        Merchant owner = server.merchant();
        Calls calls = owner.calls();
        long offer = calls.post("/api/v1/offers", "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"10\"}")
                .id();
        long affiliate = calls.post(
                        "/api/v1/affiliates",
                        "{\"first_name\":\"Ann\",\"email\":\"a@example.com\",\"coupon\":\"C\",\"offer_id\":" + offer
                                + "}")
                .id();
        calls.patch("/api/v1/affiliates/" + affiliate, """
                {"status":"ACTIVE","last_name":"X","paypal_email":"p@example.com","company":"C","address_1":"1",
                 "custom_fields":[{"name":"SIZE","value":"L"}]}
                """).expect(200);
        long trigger = calls.get("/api/v1/affiliates/" + affiliate + "/triggers")
                .json()
                .path("data")
                .get(0)
                .path("id")
                .longValue();
        calls.delete("/api/v1/triggers/" + trigger).expect(204);

        assertThat(owner.events()) // each checked against its schema there
                .extracting(PublishedEvent::topic)
                .containsExactlyInAnyOrderElementsOf(
                        topics().map(topic -> topic.topic().type()).toList());
    }
}
