package dev.tributary.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.webhooks.Webhooks;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTest {
    private static final String URL = "https://no-such-host.invalid/hook?a=1";
    private static final String NEW = "{\"url\":\"" + URL + "\",\"all_topics\":true}";

    private LiveServer server;
    private Merchant merchant;

    @BeforeAll
    void start() {
        server = LiveServer.start(Map.of("TRIBUTARY_SUPPORT_EMAIL", "help@example.com"));
        merchant = server.merchant();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_new_webhook_shows_its_secret_once() {
        Answer made = merchant.post("/api/v1/webhooks", NEW);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        JsonNode json = made.json();
        assertThat(json.path("id").asString()).matches("we_[0-9a-f]{32}");
        assertThat(json.path("url").asString()).isEqualTo(URL);
        assertThat(json.path("topics").isEmpty()).isTrue();
        assertThat(json.path("all_topics").asBoolean()).isTrue();
        assertThat(json.path("format").asString()).isEqualTo("classic");
        assertThat(json.path("status").asString()).isEqualTo("active");
        assertThat(json.path("secret").asString()).startsWith("whsec_");
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(json.path("failing_since").isNull()).isTrue();
        assertThat(json.path("failures").asInt(-1)).isZero();
        Answer read = merchant.get(path(made));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().has("secret")).isFalse();
        Answer secret = merchant.get(path(made) + "/secret");
        assertThat(secret.json().path("secret")).isEqualTo(json.path("secret"));
        assertThat(secret.json().path("verify_with")).isEqualTo(json.path("secret"));
        assertThat(secret.json().path("public_key").asString()).startsWith("whpk_");
    }

    @Test
    void every_setting_comes_back_as_given() {
        Answer made = merchant.post("/api/v1/webhooks", """
                {"url":"https://no-such-host.invalid/","topics":["conversion.created","conversion.refunded"],
                 "format":"standard","description":"ERP \\ud83d\\ude00","headers":{"X-Key":"k","Authorization":"Bearer x"},
                 "rate_per_second":5,"max_in_flight":3,"timeout_seconds":2,"ordered":true,"signing":"both",
                 "secret":"  my own secret "}""");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("topics").toString()).isEqualTo("[\"conversion.created\",\"conversion.refunded\"]");
        assertThat(made.json().path("headers").path("X-Key").asString()).isEqualTo("k");
        assertThat(made.json().path("secret").asString()).isEqualTo("  my own secret ");
        assertThat(made.json().path("signing").asString()).isEqualTo("both");
        assertThat(made.json().path("rate_per_second").asInt()).isEqualTo(5);
        Merchant reader = merchant.with(Scope.READ);
        assertThat(reader.get(path(made)).json().path("headers").path("X-Key").asString())
                .doesNotContain("k");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | url
            {"url":"","all_topics":true} | url
            {"url":1,"all_topics":true} | url
            {"url":"ftp://example.com/","all_topics":true} | url
            {"url":"https://u:p@example.com/","all_topics":true} | url
            {"url":"https://10.0.0.1/","all_topics":true} | url
            {"url":"https://[::1]/","all_topics":true} | url
            {"url":"https://0x7f000001/","all_topics":true} | url
            {"url":"https://127.1/","all_topics":true} | url
            {"url":"https://[::ffff:10.0.0.1]/","all_topics":true} | url
            {"url":"http://no-such-host.invalid/","all_topics":true} | url
            {"url":"https://no-such-host.invalid/"} | topics
            {"url":"https://no-such-host.invalid/","topics":[]} | topics
            {"url":"https://no-such-host.invalid/","topics":["no.such"]} | topics
            {"url":"https://no-such-host.invalid/","topics":["conversion.created"],"all_topics":true} | topics
            {"url":"https://no-such-host.invalid/","topics":"conversion.created"} | topics
            {"url":"https://no-such-host.invalid/","topics":[1]} | topics[0]
            {"url":"https://no-such-host.invalid/","all_topics":"yes"} | all_topics
            {"url":"https://no-such-host.invalid/","all_topics":true,"format":"xml"} | format
            {"url":"https://no-such-host.invalid/","all_topics":true,"signing":"rsa"} | signing
            {"url":"https://no-such-host.invalid/","all_topics":true,"ordered":1} | ordered
            {"url":"https://no-such-host.invalid/","all_topics":true,"rate_per_second":0} | rate_per_second
            {"url":"https://no-such-host.invalid/","all_topics":true,"max_in_flight":513} | max_in_flight
            {"url":"https://no-such-host.invalid/","all_topics":true,"max_in_flight":9999999999999} | max_in_flight
            {"url":"https://no-such-host.invalid/","all_topics":true,"timeout_seconds":31} | timeout_seconds
            {"url":"https://no-such-host.invalid/","all_topics":true,"timeout_seconds":1.5} | timeout_seconds
            {"url":"https://no-such-host.invalid/","all_topics":true,"schedule":"never"} | schedule
            {"url":"https://no-such-host.invalid/","all_topics":true,"secret":"whsec_nobase64!"} | secret
            {"url":"https://no-such-host.invalid/","all_topics":true,"secret":""} | secret
            {"url":"https://no-such-host.invalid/","all_topics":true,"headers":{"Host":"x"}} | headers
            {"url":"https://no-such-host.invalid/","all_topics":true,"headers":{"webhook-id":"x"}} | headers
            {"url":"https://no-such-host.invalid/","all_topics":true,"headers":{"A":"b\\r\\nC: d"}} | headers
            {"url":"https://no-such-host.invalid/","all_topics":true,"headers":{"ä":"b"}} | headers
            {"url":"https://no-such-host.invalid/","all_topics":true,"headers":["a"]} | headers
            {"url":"https://no-such-host.invalid/","all_topics":true,"description":"a\\u0000b"} | description
            {"url":"https://no-such-host.invalid/","all_topics":true,"colour":"red"} | colour
            """)
    void what_can_not_be_accepted_is_named_and_leaves_nothing(String body, String field) {
        Merchant fresh = server.merchant();
        Answer refused = fresh.post("/api/v1/webhooks", body);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
        assertThat(fresh.get("/api/v1/webhooks").json().path("data").isEmpty()).isTrue();
    }

    @Test
    void what_can_not_be_read_is_400_or_413() {
        assertThat(merchant.post("/api/v1/webhooks", "{\"url\":").status()).isEqualTo(400);
        assertThat(merchant.post("/api/v1/webhooks", "[]").status()).isEqualTo(400);
        assertThat(merchant.post("/api/v1/webhooks", "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}")
                        .status())
                .isEqualTo(400);
        assertThat(merchant.post("/api/v1/webhooks", "{\"url\":\"" + "a".repeat(2 << 20) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void a_patch_changes_what_it_names_and_keeps_the_rest() {
        Answer made = merchant.post("/api/v1/webhooks", NEW);
        Answer same = merchant.patch(path(made), "{}");
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("ETag")).isEqualTo("\"1\"");
        Answer changed = merchant.patch(path(made), "{\"topics\":[\"conversion.created\"],\"rate_per_second\":9}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().path("all_topics").asBoolean()).isFalse();
        assertThat(changed.json().path("url").asString()).isEqualTo(URL);
        Answer back = merchant.patch(path(made), "{\"all_topics\":true,\"rate_per_second\":null}");
        assertThat(back.json().path("topics").isEmpty()).isTrue();
        assertThat(back.json().path("rate_per_second").isNull()).isTrue();
        assertThat(merchant.patch(path(made), "{\"url\":null}").status()).isEqualTo(422);
        assertThat(merchant.patch(path(made), "{\"url\":\"https://192.168.0.1/\"}")
                        .text())
                .contains("\"field\":\"url\"")
                .contains("rule");
    }

    @Test
    void if_match_keeps_a_stale_reader_from_changing_anything() {
        Answer made = merchant.post("/api/v1/webhooks", NEW);
        String old = made.header("ETag");
        assertThat(merchant.patch(path(made), "{\"description\":\"a\"}", "If-Match", old)
                        .status())
                .isEqualTo(200);
        assertThat(merchant.patch(path(made), "{\"description\":\"b\"}", "If-Match", old)
                        .status())
                .isEqualTo(412);
        assertThat(merchant.calls()
                        .post(path(made) + "/pause", BodyPublishers.noBody(), "If-Match", old)
                        .status())
                .isEqualTo(412);
        assertThat(merchant.delete(path(made), "If-Match", old).status()).isEqualTo(412);
        assertThat(merchant.get(path(made)).json().path("description").asString())
                .isEqualTo("a");
        assertThat(merchant.patch(path(made), "{\"description\":\"c\"}", "If-Match", "*")
                        .status())
                .isEqualTo(200);
        String now = merchant.get(path(made)).header("ETag");
        assertThat(merchant.delete(path(made), "If-Match", now).status()).isEqualTo(204);
    }

    @Test
    void it_is_paused_and_enabled() {
        Answer made = merchant.post("/api/v1/webhooks", NEW);
        assertThat(merchant.post(path(made) + "/pause").json().path("status").asString())
                .isEqualTo("paused");
        assertThat(merchant.post(path(made) + "/enable", "{\"held\":\"burn\"}").status())
                .isEqualTo(422);
        assertThat(merchant.post(path(made) + "/enable", "{\"held\":\"skip\"}")
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("active");
        assertThat(merchant.post(path(made) + "/enable").status()).isEqualTo(200);
    }

    @Test
    void a_rotated_secret_overlaps_unless_told_not_to() {
        Answer made = merchant.post("/api/v1/webhooks", NEW);
        Answer rotated = merchant.post(path(made) + "/secret/rotate", "{\"secret\":\"brought\"}");
        assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
        assertThat(rotated.json().path("secret").asString()).isEqualTo("brought");
        assertThat(rotated.json().path("overlapping").size()).isEqualTo(1);
        Answer alone = merchant.delete(path(made) + "/secret/overlap").expect(200);
        assertThat(alone.text("/secret")).isEqualTo("brought");
        assertThat(alone.json().path("overlapping")).isEmpty();
        assertThat(merchant.get(path(made) + "/secret").json().path("overlapping"))
                .isEmpty();
        Answer ended = merchant.post(path(made) + "/secret/rotate", "{\"overlap_hours\":0}");
        assertThat(ended.json().path("overlapping").isEmpty()).isTrue();
        assertThat(merchant.post(path(made) + "/secret/rotate", "{\"overlap_hours\":-1}")
                        .status())
                .isEqualTo(422);
        assertThat(merchant.post(path(made) + "/secret/rotate", "{\"overlap_hours\":\"x\"}")
                        .status())
                .isEqualTo(422);
        assertThat(merchant.post(path(made) + "/secret/rotate", "{\"secret\":\"whsec_x\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_key_that_may_only_read_sees_no_secret() {
        Answer made = merchant.post("/api/v1/webhooks", NEW);
        Merchant reader = merchant.with(Scope.READ);
        assertThat(reader.get(path(made)).status()).isEqualTo(200);
        assertThat(reader.get(path(made) + "/secret").status()).isEqualTo(403);
        assertThat(reader.post("/api/v1/webhooks", NEW).status()).isEqualTo(403);
        assertThat(reader.delete(path(made)).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/secret", "/api/v1/deliveries"})
    void another_account_does_not_see_it(String more) {
        Answer made = merchant.post("/api/v1/webhooks", NEW);
        Merchant other = server.merchant();
        assertThat(other.get(path(made) + more).status()).isEqualTo(404);
        assertThat(other.get("/api/v1/webhooks/we_" + "0".repeat(32) + more).status())
                .isEqualTo(404);
        assertThat(other.get("/api/v1/webhooks/nonsense" + more).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pause", "/enable", "/test", "/secret/rotate"})
    void another_account_can_do_nothing_with_it(String more) {
        Answer made = merchant.post("/api/v1/webhooks", NEW);
        assertThat(server.merchant().post(path(made) + more, "{}").status()).isEqualTo(404);
        assertThat(server.merchant().patch(path(made), "{}").status()).isEqualTo(404);
        assertThat(server.merchant().delete(path(made)).status()).isEqualTo(404);
    }

    @Test
    void webhooks_are_listed_page_by_page() {
        Merchant other = server.merchant();
        for (int i = 0; i < 3; i++) {
            other.post("/api/v1/webhooks", NEW);
        }
        Answer first = other.get("/api/v1/webhooks?limit=2");
        assertThat(first.json().path("data").size()).isEqualTo(2);
        Answer rest = other.get("/api/v1/webhooks?limit=2&cursor="
                + first.json().path("next_cursor").asString());
        assertThat(rest.json().path("data").size()).isEqualTo(1);
        assertThat(rest.json().path("next_cursor").isNull()).isTrue();
        assertThat(other.get("/api/v1/webhooks?cursor=x").status()).isEqualTo(400);
        assertThat(other.get("/api/v1/webhooks?limit=x").status()).isEqualTo(400);
    }

    @Test
    void where_webhooks_are_off_every_call_says_whom_to_ask() {
        Merchant off = server.merchant();
        Answer made = off.post("/api/v1/webhooks", NEW);
        server.bean(Webhooks.class).accountSwitch().set(off.account(), false);
        assertThat(off.get("/api/v1/webhooks").status()).isEqualTo(403);
        assertThat(off.get("/api/v1/webhooks").text()).contains("help@example.com");
        assertThat(off.post("/api/v1/webhooks", NEW).status()).isEqualTo(403);
        assertThat(off.get(path(made)).status()).isEqualTo(403);
        assertThat(off.post(path(made) + "/test", "{}").status()).isEqualTo(403);
        assertThat(off.get("/api/v1/deliveries").status()).isEqualTo(403);
        assertThat(off.get("/api/v1/events").status()).isEqualTo(200);
        assertThat(off.get("/api/v1/topics").status()).isEqualTo(200);
    }

    @Test
    void topics_have_a_schema_and_examples() {
        Answer list = merchant.get("/api/v1/topics");
        assertThat(list.text()).contains("\"type\":\"conversion.created\"", "\"classic_name\":\"NEW_CONVERSION\"");
        Answer schema = merchant.get("/api/v1/topics/conversion.created/schema");
        assertThat(schema.header("Content-Type")).startsWith("application/schema+json");
        assertThat(schema.json()
                        .path("properties")
                        .path("data")
                        .path("properties")
                        .has("sequence"))
                .isTrue();
        Answer classic = merchant.get("/api/v1/topics/conversion.created/example?format=classic");
        assertThat(classic.json().path("total").isString()).isTrue();
        assertThat(classic.json().has("data")).isFalse();
        Answer standard = merchant.get("/api/v1/topics/conversion.created/example?format=standard");
        assertThat(standard.json().path("type").asString()).isEqualTo("conversion.created");
        assertThat(standard.json().path("data").path("sequence").asInt()).isEqualTo(1);
        assertThat(merchant.get("/api/v1/topics/conversion.created/example?format=xml")
                        .status())
                .isEqualTo(400);
        assertThat(merchant.get("/api/v1/topics/no.such/example").status()).isEqualTo(404);
        assertThat(merchant.get("/api/v1/topics/no.such/schema").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/deliveries?status=lost",
                "/api/v1/deliveries?topic=no.such",
                "/api/v1/deliveries?webhook=x",
                "/api/v1/deliveries?event=x",
                "/api/v1/deliveries?since=yesterday",
                "/api/v1/deliveries?until=0001-01-01T00:00:00Z",
                "/api/v1/deliveries?cursor=x",
                "/api/v1/deliveries?limit=0",
                "/api/v1/events?after=x",
                "/api/v1/events?after=evt_00000000000000000000000000000000",
                "/api/v1/events?topics=no.such",
                "/api/v1/events?wait=99s",
                "/api/v1/events?limit=999"
            })
    void a_question_that_can_not_be_read_is_400(String path) {
        Answer refused = merchant.get(path);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void what_does_not_exist_is_404() {
        assertThat(merchant.get("/api/v1/deliveries/dlv_" + "0".repeat(32)).status())
                .isEqualTo(404);
        assertThat(merchant.get("/api/v1/deliveries/x/attempts").status()).isEqualTo(404);
        assertThat(merchant.post("/api/v1/deliveries/x/replay", "{}").status()).isEqualTo(404);
        assertThat(merchant.get("/api/v1/events/x").status()).isEqualTo(404);
    }

    private static String path(Answer made) {
        return "/api/v1/webhooks/" + made.json().path("id").asString();
    }
}
