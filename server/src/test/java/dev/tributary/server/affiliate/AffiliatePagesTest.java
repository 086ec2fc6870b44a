package dev.tributary.server.affiliate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.PublishedEvent;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** An affiliate at the console: added, shown, edited. */
@Tag("database")
class AffiliatePagesTest {
    private static final String LIST = "/console/affiliates";
    private static final String NEW = LIST + "/new";

    private final Programme programme = new Programme();
    private final Browser manager = programme.manager();
    private final String offer = String.valueOf(programme.offer("Standard"));

    @Test
    void an_empty_list_teaches_and_an_account_without_offers_is_told_what_comes_first() {
        assertThat(manager.get(LIST).expect(200).text()).contains("No affiliates yet", "href=\"" + NEW + "\"");
        assertThat(new Programme().manager().get(NEW).expect(200).text()).contains("An offer comes first");
    }

    @Test
    void an_affiliate_is_added_with_all_that_the_form_asks_and_told_of_as_through_the_api() {
        String page = Browser.location(manager.submit(
                NEW,
                NEW,
                "first_name",
                "Jane",
                "last_name",
                "Doe",
                "email",
                "jane@example.com",
                "offer_id",
                offer,
                "status",
                "ACTIVE",
                "coupon",
                "jane10",
                "paypal_email",
                "pay@example.com",
                "company",
                "Doe & Co",
                "phone_number",
                "0123",
                "address_1",
                "1 High Street",
                "address_2",
                "Flat 2",
                "zip",
                "AB1",
                "city",
                "Town",
                "state",
                "Kent",
                "country",
                "UK",
                "custom_fields[0].name",
                "Website",
                "custom_fields[0].value",
                "https://doe.example"));
        assertThat(manager.get(page).expect(200).text())
                .contains(
                        "Jane Doe", "active", "Standard", "JANE10", "?rfsn=" + page.substring(LIST.length() + 1) + ".")
                .contains(
                        "pay@example.com", "Doe &amp; Co", "0123", "1 High Street", "Flat 2", "AB1 Town", "Kent", "UK")
                .contains("Website", "https://doe.example", "added by hand");
        List<PublishedEvent> events = programme.events();
        assertThat(events)
                .extracting(PublishedEvent::topic)
                .containsExactly(AffiliateTopics.CREATED, TriggerTopics.CREATED);
        assertThat(JsonMapper.shared()
                        .readTree(events.getFirst().classic())
                        .path("source")
                        .stringValue())
                .isEqualTo("MANUAL");
    }

    @ParameterizedTest
    @CsvSource({
        "first_name, ''",
        "first_name, a\0b",
        "email, ''",
        "email, nobody",
        "offer_id, ''",
        "offer_id, 99",
        "offer_id, x",
        "status, DENIED",
        "paypal_email, x",
        "coupon, 'a\tb'",
    })
    void what_cannot_be_stands_at_its_field_with_what_was_typed_and_nothing_is_made(String field, String value) {
        Answer refused = manager.submit(
                        NEW,
                        NEW,
                        field,
                        value,
                        "first_name",
                        "Kept",
                        "email",
                        "j@example.com",
                        "offer_id",
                        offer,
                        "last_name",
                        "Typed before")
                .expect(422);
        assertThat(refused.text()).contains("f-" + field + "-wrong", "Nothing was saved", "value=\"Typed before\"");
        assertThat(programme.rows("affiliate")).isZero();
        assertThat(programme.events()).isEmpty();
    }

    @Test
    void a_coupon_that_another_holds_is_refused_at_its_field_and_nothing_is_made() {
        long holder = programme.affiliate("Ann", ",\"coupon\":\"SAVE10\"");
        Answer refused = manager.submit(
                NEW, NEW, "first_name", "Jane", "email", "j@example.com", "offer_id", offer, "coupon", "save10");
        assertThat(refused.expect(422).text())
                .contains("f-coupon-wrong", "belongs to affiliate " + holder, "value=\"save10\"");
        assertThat(programme.rows("affiliate")).isEqualTo(1);
    }

    @Test
    void an_edit_changes_what_was_changed_and_tells_of_that_alone() {
        String page = LIST + "/" + programme.affiliate("Ann", ",\"city\":\"Town\"");
        String edit = page + "/edit";
        assertThat(manager.get(edit).expect(200).text()).contains("value=\"Town\"", "name=\"version\" value=\"1\"");
        Browser.location(edit(edit, "1", "Village"));
        assertThat(manager.get(page).text()).contains("Village").doesNotContain("Town");
        PublishedEvent told = programme.events().getLast();
        assertThat(told.topic()).isEqualTo(AffiliateTopics.DETAILS_CHANGED);
        assertThat(JsonMapper.shared().readTree(told.data()).path("changes").propertyNames())
                .containsExactly("city");

        Browser.location(edit(edit, "2", "Village"));
        assertThat(programme.events().getLast()).isEqualTo(told);
    }

    @Test
    void who_edits_what_someone_else_has_changed_is_told_so() {
        String edit = LIST + "/" + programme.affiliate("Ann", "") + "/edit";
        Browser.location(edit(edit, "1", "Town"));
        Answer late = edit(edit, "1", "Mine").expect(422);
        assertThat(late.text()).contains("changed by someone else", "value=\"Mine\"", "name=\"version\" value=\"2\"");
        edit(edit, "", "Mine").expect(422);
        Browser.location(edit(edit, "2", "Mine"));
    }

    @Test
    void custom_fields_are_asked_of_everybody_and_a_blank_answer_is_none_unless_there_was_one() {
        String asked = "[{\"name\":\"Website\",\"value\":\"\"},{\"name\":\"Size\",\"value\":\"two\\nlines\"}]";
        programme.affiliate("Ann", ",\"custom_fields\":" + asked);
        long ben = programme.affiliate("Ben", ",\"custom_fields\":[{\"name\":\"Size\",\"value\":\"L\"}]");
        String edit = LIST + "/" + ben + "/edit";
        assertThat(manager.get(edit).text())
                .contains(
                        "name=\"custom_fields[0].name\" value=\"Size\"",
                        "name=\"custom_fields[1].name\" value=\"Website\"")
                .contains("name=\"custom_fields[2].name\"");
        Browser.location(manager.submit(
                edit,
                edit,
                "version",
                "1",
                "first_name",
                "Ben",
                "last_name",
                "Partner",
                "email",
                "Ben@partners.example",
                "offer_id",
                offer,
                "custom_fields[0].name",
                "Size",
                "custom_fields[0].value",
                "",
                "custom_fields[1].name",
                "Website",
                "custom_fields[1].value",
                "",
                "custom_fields[2].name",
                "Shoes",
                "custom_fields[2].value",
                "42\r\n43"));
        assertThat(programme.answers(ben)).containsExactly("Size=", "Shoes=42\n43");
        Answer refused = manager.submit(
                edit,
                edit,
                "version",
                "2",
                "first_name",
                "Ben",
                "email",
                "b@example.com",
                "offer_id",
                offer,
                "custom_fields[0].name",
                "Size",
                "custom_fields[0].value",
                "",
                "custom_fields[1].name",
                "Website",
                "custom_fields[1].value",
                "",
                "custom_fields[2].name",
                "",
                "custom_fields[2].value",
                "To nothing asked");
        assertThat(refused.expect(422).text()).contains("f-custom_fields[2].name-wrong", "To nothing asked");
    }

    @Test
    void hostile_text_is_shown_as_text() {
        String hostile = "<script>alert(1)</script>\\\" \u202eRTL";
        long number = programme.affiliate(
                hostile.substring(0, 25),
                ",\"company\":\"" + hostile + "\",\"custom_fields\":"
                        + "[{\"name\":\"<b>Q</b>\",\"value\":\"<i>A</i>\"}]");
        for (String path : List.of(LIST, LIST + "/" + number, LIST + "/" + number + "/edit")) {
            assertThat(manager.get(path).expect(200).text())
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContain("<script>alert", "<b>Q", "<i>A");
        }
    }

    private Answer edit(String edit, String version, String city) {
        return manager.submit(
                edit,
                edit,
                "version",
                version,
                "first_name",
                "Ann",
                "last_name",
                "Partner",
                "email",
                "Ann@partners.example",
                "offer_id",
                offer,
                "city",
                city);
    }
}
