package dev.tributary.server.affiliate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("database")
class AffiliateTest {
    private static final String AFFILIATES = "/api/v1/affiliates";

    private final LiveServer server = SharedServer.server();
    private final Merchant owner = server.merchant();
    private final Calls calls = owner.calls();
    private long offer;

    @BeforeEach
    void make_an_offer() {
        offer = calls.post("/api/v1/offers", "{\"name\":\"Standard\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"10\"}")
                .expect(201)
                .id();
    }

    @Test
    void one_created_by_api_reads_back_and_is_told_of() {
        Answer made = calls.post(AFFILIATES, """
                {"first_name":"Zoë 🐝","last_name":"عمر","email":"z@example.com","offer_id":%d,"status":"ACTIVE",
                 "company":"Bee","paypal_email":"pay@example.com","address_1":"1 Road","address_2":"b","city":"Rome",
                 "state":"RM","zip":"00100","country":"IT","phone_number":"+39",
                 "custom_fields":[{"name":"INSTAGRAM","value":"@bee"},{"name":"SIZE","value":"M"}]}
                """.formatted(offer)).expect(201);
        JsonNode read = calls.get(AFFILIATES + "/" + made.id()).expect(200).json();
        assertThat(read).isEqualTo(made.json());
        assertThat(read.path("source").stringValue()).isEqualTo("API");
        assertThat(read.path("code").stringValue()).matches("[0-9a-f]{5,}");
        assertThat(read.path("first_name").stringValue()).isEqualTo("Zoë 🐝");
        assertThat(read.path("custom_fields").get(1).path("value").stringValue())
                .isEqualTo("M");

        JsonNode classic = only(AffiliateTopics.CREATED);
        assertThat(classic.path("id").longValue()).isEqualTo(made.id());
        assertThat(classic.path("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(classic.path("paypal_email").stringValue()).isEqualTo("pay@example.com");
        assertThat(classic.path("offer").path("id").stringValue()).isEqualTo(String.valueOf(offer));
        assertThat(classic.path("custom_fields").get(0).path("id").isString()).isTrue();
        assertThat(events()).extracting(PublishedEvent::subject).containsExactly("affiliate:" + made.id());
    }

    @Test
    void one_born_with_a_coupon_makes_two_events() {
        calls.post(AFFILIATES, body("\"coupon\":\"save10\"")).expect(201);
        assertThat(events())
                .extracting(PublishedEvent::topic)
                .containsExactly(AffiliateTopics.CREATED, TriggerTopics.CREATED);
        assertThat(only(TriggerTopics.CREATED).path("trigger").stringValue()).isEqualTo("SAVE10");
    }

    @Test
    void one_born_with_a_taken_coupon_is_not_born() {
        calls.post(AFFILIATES, body("\"coupon\":\"SAVE10\"")).expect(201);
        calls.post(AFFILIATES, body("\"coupon\":\"Save10\"")).expectProblem(409);
        assertThat(server.rows("affiliate", owner.account())).isEqualTo(1);
        assertThat(events()).hasSize(2);
    }

    @Test
    void a_change_is_told_once_with_old_and_new_value() {
        long id = create();
        calls.patch(AFFILIATES + "/" + id, "{\"city\":\"Rome\",\"company\":null,\"first_name\":\"Ann\"}")
                .expect(200);
        calls.patch(AFFILIATES + "/" + id, "{\"city\":\"Rome\"}").expect(200);
        JsonNode changes = standard(AffiliateTopics.DETAILS_CHANGED).path("changes");
        assertThat(changes.propertyNames()).containsExactly("city");
        assertThat(changes.path("city").get(0).isNull()).isTrue();
        assertThat(changes.path("city").get(1).stringValue()).isEqualTo("Rome");
    }

    @Test
    void custom_fields_and_offer_are_details_too() {
        long id = create();
        long better = calls.post("/api/v1/offers", "{\"name\":\"B\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"20\"}")
                .id();
        calls.patch(
                        AFFILIATES + "/" + id,
                        "{\"offer_id\":" + better + ",\"custom_fields\":[{\"name\":\"SIZE\",\"value\":\"L\"}]}")
                .expect(200);
        JsonNode data = standard(AffiliateTopics.DETAILS_CHANGED);
        assertThat(data.path("changes").path("offer_id").get(1).stringValue()).isEqualTo("off_" + better);
        assertThat(data.path("changes").path("custom_fields").get(0).size()).isZero();
        assertThat(data.path("offer").path("name").stringValue()).isEqualTo("B");
        calls.patch(AFFILIATES + "/" + id, "{\"custom_fields\":[{\"name\":\"SIZE\",\"value\":\"L\"}]}")
                .expect(200);
        assertThat(events()).hasSize(2);
    }

    @Test
    void a_bulk_change_answers_for_each_and_tells_of_those_that_changed() {
        long one = create();
        long two = create();
        calls.post(AFFILIATES + "/status", status("ACTIVE", two)).expect(200);
        JsonNode results = calls.post(AFFILIATES + "/status", status("ACTIVE", two, 5, one, one))
                .expect(200)
                .json()
                .path("results");
        assertThat(results.values())
                .extracting(result -> result.path("id").longValue() + " "
                        + result.path("result").stringValue())
                .containsExactly(two + " unchanged", "5 refused", one + " changed");
        assertThat(results.get(1).path("reason").stringValue()).isNotBlank();
        assertThat(events().stream().filter(event -> event.topic().equals(AffiliateTopics.STATUS_CHANGED)))
                .hasSize(2);
        JsonNode back =
                calls.post(AFFILIATES + "/status", status("PENDING", one)).json();
        assertThat(back.path("results").get(0).path("result").stringValue()).isEqualTo("refused");
    }

    @Test
    void status_and_details_changed_together_are_two_events() {
        long id = create();
        calls.patch(AFFILIATES + "/" + id, "{\"status\":\"DENIED\",\"city\":\"Rome\"}")
                .expect(200);
        assertThat(events())
                .extracting(PublishedEvent::topic)
                .containsExactly(
                        AffiliateTopics.CREATED, AffiliateTopics.STATUS_CHANGED, AffiliateTopics.DETAILS_CHANGED);
        calls.patch(AFFILIATES + "/" + id, "{\"status\":\"PENDING\"}").expectBadField("status");
    }

    @Test
    void if_match_is_honoured() {
        Answer made = calls.post(AFFILIATES, body("")).expect(201);
        String tag = made.headers().firstValue("etag").orElseThrow();
        calls.patch(AFFILIATES + "/" + made.id(), "{\"city\":\"Rome\"}", "If-Match", tag)
                .expect(200);
        calls.patch(AFFILIATES + "/" + made.id(), "{\"city\":\"Oslo\"}", "If-Match", tag)
                .expectProblem(412);
        assertThat(calls.get(AFFILIATES + "/" + made.id()).json().path("city").stringValue())
                .isEqualTo("Rome");
    }

    @Test
    void the_newest_conversion_is_remembered_and_told() {
        long id = create();
        Affiliates affiliates = server.bean(Affiliates.class);
        Instant at = Instant.parse("2026-02-01T12:00:00Z");
        affiliates.recordConversion(owner.account(), id, at);
        affiliates.recordConversion(owner.account(), id, at.minus(Duration.ofDays(1)));
        calls.patch(AFFILIATES + "/" + id, "{\"city\":\"Rome\"}").expect(200);
        assertThat(only(AffiliateTopics.DETAILS_CHANGED).path("last_conversion").stringValue())
                .isEqualTo("2026-02-01 12:00:00");
    }

    @Test
    void a_link_is_known_by_number_and_code_together() {
        long id = create();
        String code = calls.get(AFFILIATES + "/" + id).json().path("code").stringValue();
        Affiliates affiliates = server.bean(Affiliates.class);
        assertThat(affiliates.byNumberAndCode(owner.account(), id, code)).isPresent();
        assertThat(affiliates.byNumberAndCode(owner.account(), id, "zzzzz")).isEmpty();
        assertThat(affiliates.byNumberAndCode(server.merchant().account(), id, code))
                .isEmpty();
    }

    @Test
    void another_accounts_affiliate_does_not_exist() {
        long id = create();
        Calls other = server.merchant().calls();
        other.get(AFFILIATES + "/" + id).expectProblem(404);
        other.patch(AFFILIATES + "/" + id, "{\"city\":\"x\"}").expectProblem(404);
        other.get(AFFILIATES + "/" + id + "/triggers").expectProblem(404);
        other.post(AFFILIATES + "/" + id + "/triggers", "{\"type\":\"SKU\",\"trigger\":\"A\"}")
                .expectProblem(404);
        assertThat(other.post(AFFILIATES + "/status", status("ACTIVE", id))
                        .json()
                        .path("results")
                        .get(0)
                        .path("result")
                        .stringValue())
                .isEqualTo("refused");
        other.post(AFFILIATES, body("")).expectBadField("offer_id");
        assertThat(events()).hasSize(1);
    }

    @Test
    void a_list_can_be_narrowed() {
        long id = create();
        create();
        calls.post(AFFILIATES + "/status", status("ACTIVE", id)).expect(200);
        assertThat(calls.get(AFFILIATES + "?status=ACTIVE").json().path("data").size())
                .isEqualTo(1);
        assertThat(calls.get(AFFILIATES + "?email=ANN@example.com")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(2);
        calls.get(AFFILIATES + "?status=active").expectProblem(400);
        calls.get(AFFILIATES + "?email=%00").expectProblem(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"first_name\":\"\" | first_name",
                "\"first_name\":null | first_name",
                "\"email\":\"nobody\" | email",
                "\"email\":\"a@b@c.example\" | email",
                "\"paypal_email\":\"x\" | paypal_email",
                "\"status\":\"DENIED\" | status",
                "\"offer_id\":\"10001\" | offer_id",
                "\"offer_id\":1 | offer_id",
                "\"coupon\":\"a\\nb\" | coupon",
                "\"city\":{} | city",
                "\"zip\":\"\\u0000\" | zip",
                "\"custom_fields\":{} | custom_fields",
                "\"custom_fields\":[1] | custom_fields[0]",
                "\"custom_fields\":[{\"value\":\"x\"}] | custom_fields[0].name",
                "\"custom_fields\":[{\"name\":\"A\",\"value\":1}] | custom_fields[0].value",
                "\"custom_fields\":[{\"name\":\"A\"},{\"name\":\"A\"}] | custom_fields[1].name",
                "\"custom_fields\":[{\"name\":\"A\",\"x\":1}] | custom_fields[0].x",
                "\"source\":\"IMPORT\" | source",
            })
    void what_can_not_be_an_affiliate_is_refused_and_leaves_nothing(String field, String named) {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(body(""));
        json.setAll((ObjectNode) JsonMapper.shared().readTree("{" + field + "}"));
        calls.post(AFFILIATES, json.toString()).expectBadField(named);
        assertThat(server.rows("affiliate", owner.account())).isZero();
        assertThat(server.rows("conversion_trigger", owner.account())).isZero();
        assertThat(events()).isEmpty();
    }

    private long create() {
        return calls.post(AFFILIATES, body("")).expect(201).id();
    }

    private String body(String more) {
        String comma = more.isEmpty() ? "" : ",";
        return "{\"first_name\":\"Ann\",\"email\":\"ann@example.com\",\"offer_id\":" + offer + comma + more + "}";
    }

    private static String status(String status, long... ids) {
        return "{\"status\":\"" + status + "\",\"ids\":" + Arrays.toString(ids) + "}";
    }

    private List<PublishedEvent> events() {
        return owner.events();
    }

    private JsonNode only(String topic) {
        return JsonMapper.shared().readTree(one(topic).classic());
    }

    private JsonNode standard(String topic) {
        return JsonMapper.shared().readTree(one(topic).data());
    }

    private PublishedEvent one(String topic) {
        List<PublishedEvent> found =
                events().stream().filter(event -> event.topic().equals(topic)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
