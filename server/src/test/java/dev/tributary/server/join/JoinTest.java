package dev.tributary.server.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.testkit.Await;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public sign-up page, as strangers and programs meet it. */
@Tag("database")
class JoinTest {
    private static final LiveServer SERVER = SharedServer.server();
    private static final String[] ANN = {"first_name", "Ann", "last_name", "Ng", "email", "ann@example.com"};

    private final Lobby lobby = Lobby.at(SERVER);

    @Test
    void who_signs_up_becomes_an_affiliate_and_is_told_of_once() {
        lobby.change("""
                {"ask":["company","coupon"],"terms":"Be kind.","fields":[
                  {"label":"Instagram","kind":"text","required":true},{"label":"Site","kind":"url"},
                  {"label":"Newsletter","kind":"checkbox"},{"label":"Why","kind":"long_text"}]}""");
        String page = lobby.open().expect(200).text();
        assertThat(page)
                .contains("10\u202f% of the sale", "Be kind.", "Instagram")
                .doesNotContain("<script");

        Answer answer = lobby.send(
                "first_name",
                "Ann",
                "last_name",
                "Ng",
                "email",
                "ann@example.com",
                "company",
                "Ng & Co",
                field("Instagram"),
                "@ann",
                field("Site"),
                "ann.example.com/me",
                field("Newsletter"),
                "yes",
                "coupon",
                "ann20",
                "accept",
                "yes",
                "terms_version",
                "1");
        assertThat(Browser.location(answer)).isEqualTo(lobby.path() + "/thanks");
        assertThat(thanks()).contains("Thank you", "a person will look at it");

        assertThat(lobby.merchant.topics("")).containsExactly("affiliate.created");
        PublishedEvent born = lobby.merchant.events("affiliate").getFirst();
        JsonNode classic = JsonMapper.shared().readTree(born.classic());
        long number = classic.path("id").longValue();
        assertThat(classic.path("source").stringValue()).isEqualTo("MERCHANT_PROFILE");
        assertThat(classic.path("status").stringValue()).isEqualTo("PENDING");
        assertThat(classic.path("company").stringValue()).isEqualTo("Ng & Co");
        assertThat(classic.path("offer").path("id").stringValue()).isEqualTo(String.valueOf(lobby.offer));
        assertThat(classic.path("custom_fields").toString())
                .isEqualTo("[{\"id\":\"" + id("Instagram") + "\",\"name\":\"Instagram\",\"value\":\"@ann\"},{\"id\":\""
                        + id("Site") + "\",\"name\":\"Site\",\"value\":\"https://ann.example.com/me\"},{\"id\":\""
                        + id("Newsletter") + "\",\"name\":\"Newsletter\",\"value\":\"yes\"}]");
        JsonNode came = lobby.merchant
                .get("/api/v1/programmes/" + lobby.id + "/sign-ups")
                .expect(200)
                .json()
                .path("data");
        assertThat(came.toString())
                .isEqualTo(
                        "[{\"affiliate_id\":" + number
                                + ",\"terms_version\":1,\"invited\":false,\"coupon\":\"ann20\",\"at\":\"2026-05-01T12:00:00Z\"}]");
    }

    @Test
    void a_programme_may_let_everybody_in_at_once() {
        lobby.change("{\"status\":\"ACTIVE\"}");
        Browser.location(lobby.send(ANN));
        assertThat(lobby.affiliates().path(0).path("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(thanks()).contains("You are in");
    }

    @Test
    void what_is_missing_or_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
        lobby.change("""
                {"terms":"Be kind.","ask":["paypal_email"],"fields":[{"label":"Instagram","kind":"text","required":true},
                  {"label":"Size","kind":"choice","choices":["S","L"]},{"label":"Site","kind":"url"},
                  {"label":"Adult","kind":"checkbox","required":true}]}""");
        String again = lobby.send(
                        "first_name",
                        "Ann",
                        "email",
                        "nope",
                        "paypal_email",
                        "x",
                        field("Size"),
                        "XXL",
                        field("Site"),
                        "javascript:alert(1)")
                .expect(422)
                .text();
        assertThat(again)
                .contains("7 things need mending", "value=\"Ann\"", "value=\"nope\"", "value=\"javascript:alert(1)\"")
                .contains(">Instagram</a> is required", ">The terms</a> must be accepted", ">Adult</a> must be ticked")
                .contains("must be one of the choices", "must be a web address");
        assertThat(lobby.merchant.rows("affiliate")).isZero();
        assertThat(lobby.merchant.events()).isEmpty();
    }

    @Test
    void terms_that_changed_while_the_page_was_open_are_asked_for_again() {
        lobby.change("{\"terms\":\"Be kind.\"}");
        lobby.change("{\"terms\":\"Be kind and quick.\"}");
        String[] accepted = {"first_name", "Ann", "email", "ann@example.com", "accept", "yes", "terms_version", "1"};
        assertThat(lobby.send(accepted).expect(422).text()).contains("have changed since this page was opened");
        accepted[7] = "2";
        Browser.location(lobby.send(accepted));
        assertThat(lobby.merchant
                        .get("/api/v1/programmes/" + lobby.id + "/terms")
                        .json()
                        .path("data")
                        .values())
                .extracting(terms -> terms.path("version").intValue() + " "
                        + terms.path("text").stringValue())
                .containsExactly("2 Be kind and quick.", "1 Be kind.");
    }

    @Test
    void a_program_that_fills_in_everything_is_thanked_and_leaves_nothing() {
        Answer answer = lobby.send("first_name", "Bot", "email", "bot@example.com", "homepage", "https://spam.example");
        assertThat(Browser.location(answer)).isEqualTo(lobby.path() + "/thanks");
        assertThat(lobby.merchant.rows("affiliate") + lobby.merchant.rows("sign_up_form"))
                .isZero();
        assertThat(lobby.merchant.events()).isEmpty();
    }

    @Test
    void a_form_that_comes_too_quickly_too_late_or_from_elsewhere_is_asked_for_again() {
        Matcher token = Pattern.compile("name=\"form\" value=\"([^\"]+)\"")
                .matcher(lobby.open().text());
        assertThat(token.find()).isTrue();
        assertThat(lobby.post(lobby.path(), token.group(1), ANN).expect(422).text())
                .contains("That was quick", "value=\"Ann\"");
        assertThat(again(lobby.token(Duration.ofHours(13)))).contains("open for a long time", "value=\"Ann\"");
        assertThat(again("nonsense")).contains("Something was missing", "value=\"Ann\"");
        assertThat(again(Lobby.at(SERVER).token(Duration.ofMinutes(1)))).contains("Something was missing");
        assertThat(lobby.merchant.rows("affiliate")).isZero();
        // The form that comes back may be sent at once.
        Matcher fresh =
                Pattern.compile("name=\"form\" value=\"([^\"]+)\"").matcher(again(lobby.token(Duration.ofHours(13))));
        assertThat(fresh.find()).isTrue();
        Browser.location(lobby.post(lobby.path(), fresh.group(1), ANN));
    }

    @Test
    void a_form_counts_once() {
        String token = lobby.token(Duration.ofMinutes(1));
        Browser.location(lobby.post(lobby.path(), token, ANN));
        String again = lobby.post(lobby.path(), token, "first_name", "Ben", "email", "ben@example.com")
                .expect(422)
                .text();
        assertThat(again).contains("was sent before", "value=\"Ben\"");
        assertThat(lobby.merchant.rows("affiliate")).isEqualTo(1);
    }

    @Test
    void who_is_known_sees_the_same_and_stays_as_they_are() {
        Answer first = lobby.send(ANN);
        Answer second = lobby.send("first_name", "Eve", "email", "ANN@example.com");
        assertThat(Browser.location(second)).isEqualTo(Browser.location(first));
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(lobby.affiliates().values()).hasSize(1);
        assertThat(lobby.affiliates().path(0).path("first_name").stringValue()).isEqualTo("Ann");
        assertThat(lobby.merchant.topics("")).containsExactly("affiliate.created");
    }

    /** A stranger's word must not make discount codes in the shop of whoever listens to new triggers. */
    @Test
    void a_wished_coupon_is_the_affiliates_once_they_are_approved_and_the_merchant_sees_it_before() {
        lobby.change("{\"ask\":[\"coupon\"]}");
        Browser.location(lobby.send("first_name", "Ann", "email", "ann@example.com", "coupon", "ann20"));
        Browser.location(lobby.send("first_name", "Ben", "email", "ben@example.com", "coupon", "Ann20"));
        long ann = lobby.affiliates().path(0).path("id").longValue();
        long ben = lobby.affiliates().path(1).path("id").longValue();
        assertThat(lobby.merchant.events("trigger")).isEmpty();
        People people = new People(SERVER);
        Browser owner = people.owner(SERVER.bean(Accounts.class).get(lobby.merchant.account()));
        assertThat(owner.get("/console/affiliates/" + ann).text()).contains("ann20", "once they are approved");

        approve("[" + ann + "]");
        assertThat(lobby.merchant.topics(""))
                .containsExactly(
                        "affiliate.created", "affiliate.created", "affiliate.status_changed", "trigger.created");
        JsonNode trigger = JsonMapper.shared()
                .readTree(lobby.merchant.events("trigger").getFirst().classic());
        assertThat(trigger.path("trigger").stringValue()).isEqualTo("ANN20");
        assertThat(trigger.path("affiliate_id").stringValue()).isEqualTo(String.valueOf(ann));
        assertThat(owner.get("/console/affiliates/" + ann).text()).doesNotContain("Wished coupon");

        lobby.merchant
                .patch("/api/v1/affiliates/" + ben, "{\"status\":\"ACTIVE\"}")
                .expect(200);
        assertThat(lobby.merchant.events("trigger")).hasSize(1);
        assertThat(owner.get("/console/affiliates/" + ben).text())
                .contains("Wished coupon", "affiliate " + ann + "</a> has it by now");
        approve("[" + ann + "," + ben + "]");
        assertThat(lobby.merchant.events("trigger")).hasSize(1);
    }

    @Test
    void whoever_an_broughtapproves_has_the_coupon_they_wished_for_and_a_silent_one_tells_nobody() {
        lobby.change("{\"ask\":[\"coupon\"]}");
        Browser.location(lobby.send("first_name", "Ann", "email", "ann@example.com", "coupon", "ann20"));
        Browser.location(lobby.send("first_name", "Ben", "email", "ben@example.com", "coupon", "ben20"));
        String brought = bring("email,status,coupon\nann@example.com,ACTIVE,\nben@example.com,ACTIVE,BEN20\n");
        Await.until(
                Duration.ofSeconds(30),
                "the end of the import",
                () -> lobby.merchant
                        .get("/api/v1/imports/" + brought)
                        .text("/state")
                        .equals("finished"));
        assertThat(lobby.merchant
                        .get("/api/v1/imports/" + brought)
                        .json()
                        .path("changed")
                        .intValue())
                .isEqualTo(2);
        assertThat(lobby.merchant.rows("conversion_trigger")).isEqualTo(2);
        assertThat(lobby.merchant.topics("")).containsExactly("affiliate.created", "affiliate.created");
    }

    private String bring(String csv) {
        return lobby.merchant
                .calls()
                .post(
                        "/api/v1/imports?kind=affiliates",
                        HttpRequest.BodyPublishers.ofString(csv),
                        "Content-Type",
                        "text/csv; charset=utf-8")
                .expect(202)
                .text("/id");
    }

    private void approve(String numbers) {
        lobby.merchant
                .post("/api/v1/affiliates/status", "{\"ids\":" + numbers + ",\"status\":\"ACTIVE\"}")
                .expect(200);
    }

    @Test
    void a_coupon_that_somebody_has_is_refused_without_naming_them_whoever_asks() {
        lobby.change("{\"ask\":[\"coupon\"]}");
        Browser.location(lobby.send("first_name", "Ann", "email", "ann@example.com", "coupon", "TEA"));
        approve("[" + lobby.affiliates().path(0).path("id").longValue() + "]");
        String code = lobby.affiliates().path(0).path("code").stringValue();
        for (String email : new String[] {"ben@example.com", "ann@example.com"}) {
            assertThat(lobby.send("first_name", "Ben", "email", email, "coupon", "tea")
                            .expect(422)
                            .text())
                    .contains("is taken: choose another")
                    .doesNotContain(code);
        }
        assertThat(lobby.send("first_name", "Ben", "email", "b@example.com", "coupon", "a b")
                        .expect(422)
                        .text())
                .contains("3 to 40 letters");
    }

    @Test
    void hostile_text_is_text() {
        String hostile = "<script>alert(1)</script>\"'&\u202e";
        lobby.change("{\"name\":\"Tea <b>&</b>\",\"intro\":\"<img src=x onerror=alert(1)>\",\"terms\":\"<i>x</i>\"}");
        assertThat(lobby.open().text())
                .doesNotContain("<img src=x", "<i>x</i>")
                .contains("Tea &lt;b&gt;&amp;&lt;/b&gt;");
        assertThat(lobby.send("first_name", hostile, "last_name", "a\nb", "email", "a\0@b.c", "accept", "\0")
                        .expect(422)
                        .text())
                .contains("&lt;script")
                .doesNotContain("<script>alert");
        Browser.location(
                lobby.send("first_name", hostile, "email", "ann@example.com", "accept", "yes", "terms_version", "1"));
        assertThat(lobby.affiliates().path(0).path("first_name").stringValue()).isEqualTo(hostile);
    }

    @Test
    void a_body_of_megabytes_and_a_field_without_end_are_refused_calmly() {
        assertThat(lobby.send("first_name", "x".repeat(10_000), "email", "a@example.com")
                        .expect(422)
                        .text())
                .contains("must have at most 100 characters");
        assertThat(lobby.send("first_name", "x".repeat(3_000_000)).status()).isBetween(400, 499);
        assertThat(lobby.merchant.rows("affiliate")).isZero();
    }

    @Test
    void a_closed_programme_takes_nobody_and_says_so() {
        lobby.change("{\"open\":false}");
        assertThat(lobby.open().expect(200).text())
                .contains("takes no new affiliates")
                .doesNotContain("<form");
        assertThat(lobby.send(ANN).expect(409).text()).contains("takes no new affiliates");
        assertThat(lobby.merchant.rows("affiliate")).isZero();
        assertThat(SERVER.stranger().get("/join/nobody-here").expect(404).text())
                .contains("Nothing here");
        SERVER.stranger().get("/join/%3Cscript%3E").expect(404);
    }

    @Test
    void garbage_and_one_form_sent_again_and_again_do_not_fill_the_hour_of_a_programme() {
        String once = lobby.token(Duration.ofMinutes(1));
        Browser.location(lobby.post(lobby.path(), once, ANN));
        for (int i = 0; i < SignUpGuard.MOST_OF_ADDRESS - 1; i++) {
            lobby.post(lobby.path(), i % 2 == 0 ? "garbage" : once, ANN).expect(422);
        }
        assertThat(SERVER.bean(JdbcClient.class)
                        .sql("select count from sign_up_rate where account_id = ? and subject like 'at %'")
                        .param(lobby.merchant.account().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void too_many_forms_are_put_off_with_what_was_typed_kept() {
        for (int i = 0; i < SignUpGuard.MOST_OF_ADDRESS; i++) {
            lobby.send("first_name", "").expect(422);
        }
        Answer answer = lobby.send(ANN).expect(429);
        assertThat(answer.text()).contains("Too many forms", "in 60 minutes", "value=\"Ann\"");
        assertThat(answer.header("retry-after")).isEqualTo("3600");
        assertThat(lobby.merchant.rows("affiliate")).isZero();
        Browser.location(Lobby.at(SERVER).send(ANN));
        // Behind a proxy everybody counts for themselves.
        Browser.location(lobby.sendFrom("198.51.100.7", ANN));
    }

    @Test
    void the_page_sends_no_one_elsewhere_and_sets_no_cookie() {
        Answer page = lobby.open().expect(200);
        assertThat(page.header("content-security-policy")).contains("default-src 'none'", "form-action 'self'");
        assertThat(page.headers().allValues("set-cookie")).isEmpty();
        assertThat(page.text()).doesNotContain("http://", "https://", "style=");
    }

    private String again(String token) {
        return lobby.post(lobby.path(), token, ANN).expect(422).text();
    }

    private String thanks() {
        return SERVER.stranger().get(lobby.path() + "/thanks").expect(200).text();
    }

    private String field(String label) {
        return "field_" + id(label);
    }

    private long id(String label) {
        for (JsonNode field : lobby.programme().path("fields").values()) {
            if (field.path("label").stringValue().equals(label)) {
                return field.path("id").longValue();
            }
        }
        throw new AssertionError("no field " + label);
    }
}
