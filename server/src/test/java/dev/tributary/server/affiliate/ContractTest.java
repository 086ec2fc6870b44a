package dev.tributary.server.affiliate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.RunningServer;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.util.List;
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
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<TopicDefinition> topics() {
        return Stream.concat(new AffiliateTopics().topics().stream(), new TriggerTopics().topics().stream());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void an_example_keeps_to_its_schema(TopicDefinition topic) {
        check(topic, topic.exampleData());
    }

    @Test
    void every_event_keeps_to_its_schema() {
        RunningServer server = RunningServer.shared();
        RunningServer.Caller owner = server.newAccount();
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

        List<NewEvent> events = server.events().of(owner.account().id());
        assertThat(events)
                .extracting(NewEvent::topic)
                .containsExactlyInAnyOrderElementsOf(
                        topics().map(topic -> topic.topic().type()).toList());
        for (NewEvent event : events) {
            check(
                    topics().filter(topic -> topic.topic().type().equals(event.topic()))
                            .findFirst()
                            .orElseThrow(),
                    event.data());
        }
    }

    /** The engine adds the sequence. */
    private static void check(TopicDefinition topic, byte[] data) {
        ObjectNode node = (ObjectNode) JsonMapper.shared().readTree(data);
        node.put("sequence", 1);
        Schema schema = REGISTRY.getSchema(topic.dataSchema());
        assertThat(schema.validate(node.toString(), InputFormat.JSON)).isEmpty();
    }
}
