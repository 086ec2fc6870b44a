package dev.tributary.server.portal;

import static dev.tributary.server.portal.PortalHouse.PASSWORD;
import static dev.tributary.server.portal.PortalHouse.SIGN_IN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.testkit.CaughtMail;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What affiliates change of themselves, and what the merchant's receivers hear of it. */
@Tag("database")
@Tag("once")
class PortalProfileTest {
    private static final String PAGE = "/portal/profile";
    private static final String CHANGED = "affiliate.details_changed";

    private final Merchant merchant = PortalHouse.SERVER.merchant();
    private final long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
    private final String name = PortalHouse.name();
    private final String email = PortalHouse.email(name);
    private final Partner partner = merchant.partner(offer, name, """
            ,"company":"Old Ltd","custom_fields":[
              {"name":"Channel","value":"Blog"},{"name":"VIP level","value":"watch out"},{"name":"Tone","value":"Rude"}]""");
    private final JsonNode programme = asking("""
            {"label":"Channel","kind":"text","required":true},
            {"label":"Tone","kind":"choice","choices":["Kind","Plain"]},
            {"label":"Site","kind":"url"},{"label":"News","kind":"checkbox"},{"label":"Why","kind":"long_text"}""");
    private final Browser browser = PortalHouse.enter(merchant, partner);

    @Test
    void an_edit_is_told_with_old_and_new_values() {
        assertThat(browser.get(PAGE).expect(200).text()).contains("Old Ltd", "Channel", "Blog");
        save("Ännchen", "New & Sons", "Podcast");
        List<PublishedEvent> told = merchant.events(CHANGED);
        assertThat(told).hasSize(1);
        JsonNode changes = JsonMapper.shared().readTree(told.getFirst().data()).path("changes");
        assertThat(changes.at("/first_name/0").asString()).isEqualTo(name);
        assertThat(changes.at("/first_name/1").asString()).isEqualTo("Ännchen");
        assertThat(changes.at("/company/0").asString()).isEqualTo("Old Ltd");
        assertThat(changes.at("/company/1").asString()).isEqualTo("New & Sons");
        assertThat(changes.at("/custom_fields/1/0/value").asString()).isEqualTo("Podcast");
        assertThat(changes.has("email")).isFalse();

        save("Ännchen", "New & Sons", "Podcast");
        assertThat(merchant.events(CHANGED)).hasSize(1);
        assertThat(browser.get(PAGE).text()).contains("Nothing was changed.");
    }

    @Test
    void nobody_changes_more_of_themselves_than_is_theirs() {
        Browser.location(send(
                "first_name=" + name,
                "last_name=Partner",
                "company=Old Ltd",
                "email=thief@example.com",
                "status=DISABLED",
                "offer_id=1",
                "code=mine",
                field("Channel") + "=Blog",
                field("Tone") + "=Rude",
                "custom_fields[0].name=VIP level",
                "custom_fields[0].value=gold"));
        assertThat(merchant.events(CHANGED)).isEmpty();
        JsonNode kept = merchant.get("/api/v1/affiliates/" + partner.id()).json();
        assertThat(kept.path("email").asString()).isEqualTo(email);
        assertThat(kept.path("status").asString()).isEqualTo("ACTIVE");
        assertThat(kept.path("custom_fields").size()).isEqualTo(3);
        assertThat(kept.at("/custom_fields/1/value").asString()).isEqualTo("watch out");
    }

    @Test
    void a_mistake_comes_back_at_its_field_with_what_was_typed() {
        String page = send("first_name=", "paypal_email=no address", "company=Kept Ltd")
                .expect(422)
                .text();
        assertThat(page)
                .contains("value=\"no address\"", "must be an e-mail address", "value=\"Kept Ltd\"", "First name</a>");
        browser.submit(PAGE, PAGE, "version", "7", "first_name", "X").expect(422);
        assertThat(merchant.events(CHANGED)).isEmpty();
    }

    @Test
    void what_the_merchant_notes_is_not_shown_and_what_is_asked_is_shown_by_its_kind() {
        merchant.partner(offer, PortalHouse.name(), ",\"custom_fields\":[{\"name\":\"Debts\",\"value\":\"x\"}]");
        String page = browser.get(PAGE).text();
        assertThat(page)
                .doesNotContain("VIP level", "watch out", "Debts", "Add a custom field")
                .contains("<textarea", "type=\"checkbox\"")
                .contains("<option value=\"Plain\"", "<option value=\"Rude\" selected");
    }

    @Test
    void answers_are_judged_by_their_kind_and_what_is_required_stays_answered() {
        String page = send(
                        "first_name=" + name,
                        field("Channel") + "= ",
                        field("Tone") + "=Loud",
                        field("Site") + "=no site")
                .expect(422)
                .text();
        assertThat(page).contains("is required", "must be one of the choices", "must be a web address");
        assertThat(merchant.events(CHANGED)).isEmpty();
        Browser.location(send(
                "first_name=" + name,
                "last_name=Partner",
                "company=Old Ltd",
                field("Channel") + "=Blog",
                field("Site") + "=ann.example.com",
                field("News") + "=yes"));
        JsonNode kept =
                merchant.get("/api/v1/affiliates/" + partner.id()).json().path("custom_fields");
        assertThat(kept.valueStream().map(field -> field.path("value").asString()))
                .containsExactly("Blog", "watch out", "", "https://ann.example.com", "yes");
    }

    @Test
    void a_new_address_takes_the_password_of_who_has_one() {
        Browser theirs = signedIn();
        String fresh = "fresh-" + email;
        assertThat(theirs.submit(PAGE, "/portal/profile/email", "email", fresh)
                        .expect(422)
                        .text())
                .contains("is not your password");
        theirs.submit(PAGE, "/portal/profile/email", "email", fresh, "current", "wrong")
                .expect(422);
        Browser.location(theirs.submit(PAGE, "/portal/profile/email", "email", fresh, "current", PASSWORD));
        assertThat(PortalHouse.mails(fresh, 1)).hasSize(1);
    }

    @Test
    void the_mailbox_is_told_of_a_new_paypal_address_once_it_is_there() {
        payTo("Blog", "no address").expect(422);
        Browser.location(payTo("Blog", "thief@example.com"));
        Browser.location(payTo("Podcast", "thief@example.com"));
        Browser.location(payTo("Podcast", ""));
        List<CaughtMail> told = PortalHouse.mails(email, 2);
        assertThat(told).hasSize(2);
        assertThat(told.getFirst().text())
                .contains("PayPal address", "was changed")
                .doesNotContain("thief");
    }

    @Test
    void the_address_changes_once_the_new_one_has_confirmed_it() {
        String fresh = "fresh-" + email;
        browser.submit(PAGE, "/portal/profile/email", "email", "no address").expect(422);
        browser.submit(PAGE, "/portal/profile/email", "email", email).expect(422);
        Browser.location(browser.submit(PAGE, "/portal/profile/email", "email", fresh));
        String link = PortalHouse.linkIn(PortalHouse.mails(fresh, 1).getFirst());
        assertThat(merchant.events(CHANGED)).isEmpty();

        Browser elsewhere = PortalHouse.PEOPLE.stranger();
        assertThat(elsewhere.get(link).expect(200).text()).contains(fresh);
        assertThat(merchant.events(CHANGED)).isEmpty();
        elsewhere.submit(link, link).expect(200);
        elsewhere.get(link).expect(410);
        JsonNode changes = JsonMapper.shared()
                .readTree(merchant.events(CHANGED).getFirst().data())
                .path("changes");
        assertThat(changes.at("/email/0").asString()).isEqualTo(email);
        assertThat(changes.at("/email/1").asString()).isEqualTo(fresh);
        assertThat(Browser.location(browser.get("/portal"))).isEqualTo(SIGN_IN);
        CaughtMail old = PortalHouse.mails(email, 1).getFirst();
        assertThat(old.text()).contains("was changed").doesNotContain("http");
    }

    @Test
    void the_last_sign_in_is_in_what_receivers_hear_next_and_tells_nothing_itself() {
        assertThat(merchant.topics("affiliate")).containsExactly("affiliate.created");
        assertThat(merchant.events("affiliate").getFirst().classic())
                .contains("\"last_login\":\"0000-00-00 00:00:00\"");
        Browser.location(browser.submit(PAGE, "/portal/profile/password", "password", PASSWORD));
        PortalHouse.CLOCK.advance(Duration.ofHours(2));
        Browser other = PortalHouse.PEOPLE.stranger();
        Browser.location(other.submit(SIGN_IN, SIGN_IN, "email", email, "password", PASSWORD));
        assertThat(merchant.topics("affiliate")).hasSize(1);

        String at = PortalHouse.CLOCK.instant().toString();
        String seen = merchant.get("/api/v1/affiliates/" + partner.id()).text("/last_login");
        assertThat(seen.substring(0, 16)).isEqualTo(at.substring(0, 16));
        merchant.patch("/api/v1/affiliates/" + partner.id(), "{\"city\":\"Lyon\"}")
                .expect(200);
        PublishedEvent told = merchant.events(CHANGED).getFirst();
        assertThat(told.classic())
                .contains("\"last_login\":\"" + at.substring(0, 16).replace('T', ' '));
        assertThat(JsonMapper.shared().readTree(told.data()).path("last_login").asString())
                .startsWith(at.substring(0, 16));
        assertThat(PortalHouse.owner(merchant)
                        .get("/console/affiliates/" + partner.id())
                        .text())
                .contains("Last sign-in");
    }

    /** The browser of the affiliate who has chosen a password, and signed in with it. */
    private Browser signedIn() {
        Browser.location(browser.submit(PAGE, "/portal/profile/password", "password", PASSWORD));
        Browser theirs = PortalHouse.PEOPLE.stranger();
        Browser.location(theirs.submit(SIGN_IN, SIGN_IN, "email", email, "password", PASSWORD));
        return theirs;
    }

    private JsonNode asking(String fields) {
        String first = merchant.get("/api/v1/programmes").expect(200).text("/data/0/id");
        return merchant.patch("/api/v1/programmes/" + first, "{\"fields\":[" + fields + "]}")
                .expect(200)
                .json();
    }

    /** The name of a question in the form. */
    private String field(String label) {
        return programme
                .path("fields")
                .valueStream()
                .filter(field -> field.path("label").asString().equals(label))
                .map(field -> "field_" + field.path("id").asLong())
                .findFirst()
                .orElseThrow();
    }

    private void save(String first, String company, String channel) {
        Browser.location(send(
                "first_name=" + first,
                "last_name=Partner",
                "company=" + company,
                field("Channel") + "=" + channel,
                field("Tone") + "=Rude"));
    }

    private Answer payTo(String channel, String paypal) {
        return send("first_name=" + name, field("Channel") + "=" + channel, "paypal_email=" + paypal);
    }

    /** Sends the form with these fields, each with its value behind a "=". */
    private Answer send(String... fields) {
        Stream<String> sent = Stream.concat(Stream.of("version=" + version()), Stream.of(fields));
        return browser.submit(
                PAGE,
                PAGE,
                sent.flatMap(field -> Stream.of(field.split("=", 2))).toArray(String[]::new));
    }

    private String version() {
        return browser.get(PAGE).text().replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
    }
}
