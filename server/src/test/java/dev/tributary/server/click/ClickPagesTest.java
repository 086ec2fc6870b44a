package dev.tributary.server.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The clicks and their figures on the console and in the API, and the settings of the script. */
@Tag("database")
class ClickPagesTest {
    private static final String LIST = "/console/clicks";
    private static final String SETTINGS = "/console/settings/tracking";
    private static final long DAY = 86_400;

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Merchant merchant = server.merchant();
    private final Account account = server.bean(Accounts.class).get(merchant.account());
    private final Browser viewer = people.member(account, Role.VIEWER);
    private final long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
    private final Partner ada = merchant.partner(offer, "ada", "");
    private final Partner bob = merchant.partner(offer, "bob", "");
    private final Visits visits = Visits.of(merchant);

    @Test
    void an_empty_list_teaches() {
        assertThat(viewer.get(LIST).expect(200).text()).contains("No clicks yet", SETTINGS);
    }

    @Test
    void figures_count_by_day_and_by_what_clicks_have_in_common() {
        some();
        JsonNode days = figures("?by=day&since=2026-04-29&until=2026-05-02T00:00:00Z");
        assertThat(days.toString())
                .isEqualTo("[{\"day\":\"2026-04-29\",\"clicks\":1},{\"day\":\"2026-04-30\",\"clicks\":0},"
                        + "{\"day\":\"2026-05-01\",\"clicks\":3}]");
        assertThat(figures("?by=sub_id").toString())
                .isEqualTo("[{\"sub_id\":null,\"clicks\":2},{\"sub_id\":\"<b>x\",\"clicks\":2}]");
        assertThat(figures("?by=referer&affiliate=" + ada.id()).toString())
                .isEqualTo("[{\"referer\":\"blog.example\",\"clicks\":2},{\"referer\":null,\"clicks\":1}]");
        assertThat(figures("?by=affiliate&since=2026-05-01T00:00:00Z").toString())
                .isEqualTo("[{\"affiliate_id\":" + ada.id() + ",\"clicks\":2},{\"affiliate_id\":" + bob.id()
                        + ",\"clicks\":1}]");
        assertThat(figures("").size()).isEqualTo(30);
    }

    @Test
    void questions_that_cannot_be_read_are_refused() {
        for (String wrong : new String[] {
            "?affiliate=x",
            "?since=x",
            "?since=1969-01-01",
            "?until=2026-13-01",
            "?sub_id=" + "x".repeat(300),
            "?sub_id=%00",
            "?cursor=x",
            "?limit=0"
        }) {
            merchant.get("/api/v1/clicks" + wrong).expectProblem(400);
        }
        for (String wrong : new String[] {
            "?by=x", "?since=2020-01-01", "?since=2026-05-01&until=2026-04-01", "?until=9999-12-31", "?affiliate=-1"
        }) {
            merchant.get("/api/v1/clicks/figures" + wrong).expectProblem(400);
        }
    }

    @Test
    void the_list_is_filtered_by_its_url_and_pages_follow_each_other() {
        some();
        String all = viewer.get(LIST).expect(200).text();
        assertThat(all).contains("Clicks per day", "blog.example", "&lt;b&gt;x").doesNotContain("<b>x");
        assertThat(viewer.get(LIST + "?affiliate=" + bob.id()).text())
                .contains(bob.code())
                .doesNotContain(ada.code());
        assertThat(viewer.get(LIST + "?subid=%3Cb%3Ex&referer=BLOG.example").text())
                .contains(ada.code());
        assertThat(viewer.get(LIST + "?to=2026-04-01").text()).contains("No click fits these filters");
        assertThat(viewer.get(LIST + "?from=2019-01-01").expect(200).text()).contains(ada.code());
        assertThat(viewer.get(LIST + "?affiliate=x&from=y").expect(400).text())
                .contains("must be an affiliate's number", "must be a day");
        String page = viewer.get(LIST + "?limit=3").text();
        String next =
                page.replaceAll("(?s).*href=\"([^\"]+)\" rel=\"next\".*", "$1").replace("&amp;", "&");
        assertThat(viewer.get(next).expect(200).text()).contains("29 Apr").doesNotContain("1 May 12:00:00");
    }

    @Test
    void another_accounts_clicks_are_not_there() {
        some();
        Merchant other = server.merchant();
        assertThat(other.get("/api/v1/clicks").expect(200).text()).isEqualTo("{\"data\":[],\"next_cursor\":null}");
        assertThat(other.get("/api/v1/tracking").text("/public_key")).isNotEqualTo(visits.key());
    }

    @Test
    void the_settings_show_the_tag_and_whether_clicks_come() {
        assertThat(viewer.get(SETTINGS).expect(200).text())
                .contains("data-key=\"" + visits.key() + "\"&gt;", "no click has been received")
                .doesNotContain("<textarea");
        some();
        assertThat(viewer.get(SETTINGS).text()).contains("receiving", "last click");
    }

    @Test
    void a_developer_sets_the_hosts_and_sees_what_is_wrong_with_them() {
        Browser developer = people.member(account, Role.DEVELOPER);
        assertThat(developer
                        .submit(SETTINGS, SETTINGS, "hosts", "<b>no host</b>")
                        .expect(422)
                        .text())
                .contains("must hold host names", "&lt;b&gt;no host")
                .doesNotContain("<b>no");
        Browser.location(developer.submit(SETTINGS, SETTINGS, "hosts", "shop.example\r\nhttps://b.example/"));
        assertThat(merchant.get("/api/v1/tracking").text()).contains("[\"shop.example\",\"b.example\"]");
        Browser.location(developer.submit(SETTINGS, SETTINGS, "hosts", ""));
        assertThat(merchant.get("/api/v1/tracking").text()).contains("\"hosts\":[]");
        viewer.post(SETTINGS, developer.token(SETTINGS), "hosts", "x.example").expect(403);
    }

    /** Two of Ada's and one of Bob's today, and one of Ada's two days ago. */
    private void some() {
        visits.click(ada.link() + "&subid=%3Cb%3Ex", Map.of("age", 2 * DAY)).expect(204);
        visits.click(ada.link() + "&subid=%3Cb%3Ex", Map.of()).expect(204);
        visits.click(ada.link(), Map.of("referrer", "")).expect(204);
        visits.click(bob.link(), Map.of("referrer", "https://news.example:81/")).expect(204);
        server.bean(Clicks.class).settle();
    }

    private JsonNode figures(String query) {
        return merchant.get("/api/v1/clicks/figures" + query).expect(200).json().path("data");
    }
}
