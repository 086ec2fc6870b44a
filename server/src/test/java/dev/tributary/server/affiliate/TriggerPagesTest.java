package dev.tributary.server.affiliate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.PublishedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Triggers at the console. */
@Tag("database")
class TriggerPagesTest {
    private static final String LIST = "/console/triggers";
    private static final String NEW = LIST + "/new";

    private final Programme programme = new Programme();
    private final Browser manager = programme.manager();
    private long ann;
    private String page = "";

    @BeforeEach
    void make_an_affiliate() {
        programme.offer("Standard");
        ann = programme.affiliate("Ann", "");
        page = "/console/affiliates/" + ann;
    }

    @Test
    void an_empty_list_teaches() {
        assertThat(manager.get(LIST).expect(200).text()).contains("No triggers yet", "href=\"" + NEW + "\"");
    }

    @Test
    void a_trigger_is_added_on_its_affiliates_page_and_told_of() {
        Browser.location(manager.submit(page, page + "/triggers", "type", "COUPON", "trigger", "save10"));
        assertThat(manager.get(page).text()).contains("SAVE10", "Coupon");
        assertThat(programme.events().getLast().topic()).isEqualTo(TriggerTopics.CREATED);
    }

    @ParameterizedTest
    @CsvSource({"ann@PARTNERS.example", "NUMBER", "CODE"})
    void a_trigger_is_added_for_whom_a_number_code_or_address_means(String who) {
        String named = switch (who) {
            case "NUMBER" -> String.valueOf(ann);
            case "CODE" -> programme.read(ann).path("code").stringValue();
            default -> who;
        };
        Browser.location(manager.submit(NEW, NEW, "affiliate", named, "type", "SKU", "trigger", "tea-1"));
        assertThat(manager.get(LIST).text()).contains("TEA-1", "SKU", "Ann Partner");
    }

    @Test
    void who_is_meant_must_be_one() {
        programme.affiliate("Ann", "");
        assertThat(refused("affiliate", "ann@partners.example")).contains("f-affiliate-wrong", "more than one");
        assertThat(refused("affiliate", "nobody")).contains("f-affiliate-wrong", "value=\"nobody\"", "value=\"TEA\"");
        assertThat(refused("affiliate", "")).contains("f-affiliate-wrong", "is required");
        assertThat(refused("affiliate", "a\0b")).contains("f-affiliate-wrong");
        assertThat(programme.rows("conversion_trigger")).isZero();
    }

    @Test
    void a_taken_value_is_refused_at_its_field_and_names_its_holder() {
        programme.affiliate("Ben", ",\"coupon\":\"SAVE10\"");
        Answer onPage = manager.submit(page, page + "/triggers", "type", "SKU", "trigger", "Save10");
        assertThat(onPage.expect(422).text())
                .contains("f-trigger-wrong", "belongs to affiliate", "value=\"Save10\"", "Ann Partner");
        assertThat(refused("trigger", "save10", "affiliate", String.valueOf(ann)))
                .contains("f-trigger-wrong", "belongs to affiliate");
        assertThat(programme.rows("conversion_trigger")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"type, COUPON, trigger, ''", "type, EMAIL, trigger, nobody", "type, COUPON, trigger, 'a\0b'"})
    void what_cannot_be_stands_at_its_field(String type, String chosen, String field, String value) {
        String text = manager.submit(page, page + "/triggers", type, chosen, field, value)
                .expect(422)
                .text();
        assertThat(text).contains("f-trigger-wrong");
        assertThat(manager.submit(page, page + "/triggers", "type", "NAME", "trigger", "X")
                        .expect(422)
                        .text())
                .contains("f-type-wrong");
        assertThat(programme.rows("conversion_trigger")).isZero();
    }

    @Test
    void the_list_is_narrowed_by_type_affiliate_and_beginning_and_has_pages() {
        long ben = programme.affiliate("Ben", ",\"coupon\":\"SPRING\"");
        add("COUPON", "SUMMER");
        add("EMAIL", "sue@example.com");
        assertThat(list("?type=EMAIL")).contains("SUE@EXAMPLE.COM").doesNotContain("SUMMER");
        assertThat(list("?q=sp&type=")).contains("SPRING").doesNotContain("SUMMER");
        assertThat(list("?affiliate=" + ben)).contains("SPRING").doesNotContain("SUMMER");
        assertThat(list("?q=%25")).contains("No trigger fits");
        String first = list("?limit=2&q=s");
        assertThat(first).contains("SUE@EXAMPLE.COM", "SUMMER", "Older").doesNotContain("SPRING");
        String cursor = first.replaceAll("(?s).*&amp;cursor=([^\"]+)\".*", "$1");
        assertThat(list("?q=s&cursor=" + cursor)).contains("SPRING").doesNotContain("SUMMER");
        manager.get(LIST + "?type=NAME").expect(400);
        manager.get(LIST + "?affiliate=ann").expect(400);
        manager.get(LIST + "?q=a%00").expect(400);
    }

    @Test
    void a_trigger_is_removed_after_a_question_and_told_of() {
        String remove = add("COUPON", "SUMMER");
        assertThat(manager.get(remove + "?from=affiliate").expect(200).text())
                .contains("SUMMER", "Ann Partner", "Keep it", "href=\"" + page + "\"");
        assertThat(programme.rows("conversion_trigger")).isEqualTo(1);
        assertThat(Browser.location(manager.submit(remove, remove, "from", "affiliate")))
                .isEqualTo(page);
        assertThat(programme.rows("conversion_trigger")).isZero();
        assertThat(programme.events()).extracting(PublishedEvent::topic).endsWith(TriggerTopics.REMOVED);
        manager.get(remove).expect(404);
        assertThat(Browser.location(manager.submit(NEW, add("SKU", "A"), "from", "https://evil.example")))
                .isEqualTo(LIST);
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "DEVELOPER"})
    void who_may_not_change_the_programme_reads_it(Role role) {
        String remove = add("COUPON", "SUMMER");
        Browser reader = programme.member(role);
        assertThat(reader.get(LIST).expect(200).text()).contains("SUMMER").doesNotContain("Remove", "Add trigger");
        String token = reader.token(LIST);
        reader.get(NEW).expect(403);
        reader.get(remove).expect(403);
        reader.post(NEW, token, "affiliate", String.valueOf(ann), "type", "SKU", "trigger", "X")
                .expect(403);
        reader.post(remove, token).expect(403);
        assertThat(programme.rows("conversion_trigger")).isEqualTo(1);
    }

    @Test
    void another_accounts_trigger_and_affiliate_are_not_there() {
        String remove = add("COUPON", "SUMMER");
        Browser other = programme.elsewhere();
        String token = other.token(NEW);
        other.get(remove).expect(404);
        other.post(remove, token).expect(404);
        other.post(NEW, token, "affiliate", String.valueOf(ann), "type", "SKU", "trigger", "X")
                .expect(422);
        assertThat(other.get(LIST).text()).contains("No triggers yet");
        assertThat(programme.rows("conversion_trigger")).isEqualTo(1);
    }

    @Test
    void hostile_text_is_shown_as_text() {
        String remove = add("COUPON", "<script>alert(1)</script>\u202e");
        for (String path : new String[] {LIST, page, remove}) {
            assertThat(manager.get(path).expect(200).text())
                    .contains("&lt;SCRIPT&gt;ALERT(1)")
                    .doesNotContain("<SCRIPT>");
        }
    }

    /** The path that removes it. */
    private String add(String type, String value) {
        long number = programme
                .api()
                .post(
                        "/api/v1/affiliates/" + ann + "/triggers",
                        "{\"type\":\"" + type + "\",\"trigger\":\"" + value + "\"}")
                .expect(201)
                .id();
        return LIST + "/" + number + "/remove";
    }

    private String refused(String field, String value, String... more) {
        String[] fields = new String[more.length + 6];
        System.arraycopy(more, 0, fields, 0, more.length);
        System.arraycopy(new String[] {field, value, "type", "SKU", "trigger", "TEA"}, 0, fields, more.length, 6);
        return manager.submit(NEW, NEW, fields).expect(422).text();
    }

    private String list(String query) {
        return manager.get(LIST + query).expect(200).text();
    }
}
