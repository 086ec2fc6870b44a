package dev.tributary.server.affiliate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.PublishedEvent;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of affiliates, and what is done to several or one of them. */
@Tag("database")
class AffiliateListTest {
    private static final String LIST = "/console/affiliates";
    private static final String STATUS = LIST + "/status";

    private final Programme programme = new Programme();
    private final Browser manager = programme.manager();
    private long ann;
    private long ben;

    @BeforeEach
    void make_two_affiliates() {
        programme.offer("Standard");
        ann = programme.affiliate("Ann", "");
        ben = programme.affiliate("Ben", "");
    }

    @Test
    void the_newest_stand_first_and_the_rest_on_further_pages() {
        programme.affiliate("Cleo", "");
        String first = list("?limit=2");
        assertThat(first).contains("Cleo Partner", "Ben Partner", "Older").doesNotContain("Ann Partner");
        assertThat(first.indexOf("Cleo Partner")).isLessThan(first.indexOf("Ben Partner"));
        String cursor = first.replaceAll("(?s).*\\?cursor=([^\"]+)\".*", "$1");
        assertThat(list("?cursor=" + cursor)).contains("Ann Partner", "Newest").doesNotContain("Ben Partner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ben", "BEN@part", "ben partner", "Ben P"})
    void people_are_found_by_how_their_name_or_address_begins(String words) {
        assertThat(list("?q=" + words.replace(" ", "+")))
                .contains("Ben Partner")
                .doesNotContain("Ann Partner");
    }

    @Test
    void people_are_found_by_last_name_number_and_code() {
        assertThat(list("?q=partn")).contains("Ann Partner", "Ben Partner");
        assertThat(list("?q=" + ben)).contains("Ben Partner").doesNotContain("Ann Partner");
        String code = programme.read(ben).path("code").stringValue();
        assertThat(list("?q=" + code.toUpperCase(Locale.ROOT)))
                .contains("Ben Partner")
                .doesNotContain("Ann Partner");
        assertThat(list("?q=%25")).contains("No affiliate fits");
        assertThat(list("?q=en")).contains("No affiliate fits");
    }

    @Test
    void filters_are_kept_in_the_url_and_one_that_cannot_be_read_is_refused() {
        long gold = programme.offer("Gold");
        programme.api().patch("/api/v1/affiliates/" + ben, "{\"offer_id\":" + gold + ",\"status\":\"DISABLED\"}");
        assertThat(list("?offer=" + gold)).contains("Ben Partner").doesNotContain("Ann Partner");
        assertThat(list("?status=ACTIVE&q=&offer=")).contains("Ann Partner").doesNotContain("Ben Partner");
        assertThat(list("?status=DISABLED&offer=" + gold + "&q=ben")).contains("Ben Partner", "Re-activate");
        for (String wrong : List.of("?status=LOST", "?offer=x", "?q=a%00b", "?q=" + "x".repeat(300), "?cursor=x")) {
            manager.get(LIST + wrong).expect(400);
        }
    }

    @Test
    void several_are_changed_at_once_and_each_is_told_of() {
        Answer done = change("to", "DISABLED", "q", "a b", "ids", id(ann), "ids", id(ben));
        assertThat(Browser.location(done)).isEqualTo(LIST + "?q=a+b");
        assertThat(list("?status=DISABLED")).contains("Ann Partner", "Ben Partner");
        assertThat(programme.events())
                .extracting(PublishedEvent::topic)
                .endsWith(AffiliateTopics.STATUS_CHANGED, AffiliateTopics.STATUS_CHANGED);
    }

    @Test
    void where_not_all_is_as_wished_each_gets_an_answer() {
        Browser.location(change("to", "DENIED", "ids", id(ann)));
        String answers = change("to", "DENIED", "status", "ACTIVE", "ids", id(ann), "ids", id(ben), "ids", "42")
                .expect(200)
                .text();
        assertThat(answers).contains("1 of 3 changed", "unchanged", "refused", "there is no such affiliate");
        assertThat(answers).contains("href=\"/console/affiliates?status=ACTIVE\"");
        assertThat(programme.read(ben).path("status").stringValue()).isEqualTo("DENIED");
    }

    @Test
    void nothing_chosen_or_nonsense_changes_nothing() {
        Browser.location(change("to", "DENIED"));
        change("to", "PENDING", "ids", id(ann)).expect(422);
        change("to", "GONE", "ids", id(ann)).expect(422);
        change("to", "DENIED", "ids", "1;drop").expect(422);
        change("ids", id(ann)).expect(400);
        assertThat(programme.read(ann).path("status").stringValue()).isEqualTo("ACTIVE");
    }

    @Test
    void one_is_disabled_and_re_activated_on_its_page() {
        String page = LIST + "/" + ann;
        Browser.location(manager.submit(page, page + "/status", "to", "DISABLED"));
        assertThat(manager.get(page).text()).contains("Re-activate", "not credited while the affiliate is disabled");
        Browser.location(manager.submit(page, page + "/status", "to", "ACTIVE"));
        assertThat(programme.events())
                .extracting(PublishedEvent::topic)
                .endsWith(AffiliateTopics.STATUS_CHANGED, AffiliateTopics.STATUS_CHANGED);
        manager.submit(page, LIST + "/42/status", "to", "ACTIVE").expect(404);
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "DEVELOPER"})
    void who_may_not_change_the_programme_reads_it(Role role) {
        Browser reader = programme.member(role);
        String page = LIST + "/" + ann;
        assertThat(reader.get(LIST).expect(200).text())
                .contains("Ann Partner")
                .doesNotContain("Add affiliate", "Disable", "type=\"checkbox\"");
        assertThat(reader.get(page).expect(200).text())
                .contains("?rfsn=")
                .doesNotContain("Edit", "Disable", "Add trigger");
        String token = reader.token(LIST);
        reader.get(LIST + "/new").expect(403);
        reader.get(page + "/edit").expect(403);
        for (String change : List.of(STATUS, page + "/status", LIST + "/new", page + "/edit", page + "/triggers")) {
            reader.post(change, token, "to", "DENIED", "ids", id(ann)).expect(403);
        }
        assertThat(programme.read(ann).path("status").stringValue()).isEqualTo("ACTIVE");
    }

    @Test
    void another_accounts_affiliate_is_not_there() {
        Browser other = programme.elsewhere();
        String page = LIST + "/" + ann;
        String token = other.token(LIST);
        other.get(page).expect(404);
        other.get(page + "/edit").expect(404);
        for (String change : List.of("/status", "/edit", "/triggers")) {
            other.post(page + change, token, "to", "DENIED", "version", "1", "type", "SKU", "trigger", "X")
                    .expect(404);
        }
        assertThat(other.post(STATUS, token, "to", "DENIED", "ids", id(ann))
                        .expect(200)
                        .text())
                .contains("refused");
        assertThat(programme.read(ann).path("status").stringValue()).isEqualTo("ACTIVE");
        manager.get(LIST + "/nonsense").expect(404);
    }

    private String list(String query) {
        return manager.get(LIST + query).expect(200).text();
    }

    private Answer change(String... fields) {
        return manager.submit(LIST, STATUS, fields);
    }

    private static String id(long number) {
        return String.valueOf(number);
    }
}
