package dev.tributary.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first page of the console. */
@Tag("database")
class OverviewTest {
    private static final String HERE = "/console";

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Merchant merchant = server.merchant();
    private final Account account = server.bean(Accounts.class).get(merchant.account());
    private final Browser viewer = people.member(account, Role.VIEWER);

    @Test
    void the_root_leads_to_it_and_an_empty_account_is_told_its_first_steps() {
        assertThat(Browser.location(viewer.get("/"))).isEqualTo(HERE);
        assertThat(viewer.get(HERE).expect(200).text())
                .contains("First steps", "Nothing has happened yet", "to do")
                .doesNotContain("done</span>", "href=\"/console/settings/sources\">Connect");
        assertThat(people.member(account, Role.DEVELOPER).get(HERE).text())
                .contains("href=\"/console/settings/sources\">Connect");
    }

    @Test
    void steps_that_are_taken_are_ticked_and_go_when_all_are() {
        merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "Ada", "");
        assertThat(viewer.get(HERE).expect(200).text()).contains("First steps", "done</span>", "to do");
        merchant.shop();
        webhook("https://93.184.216.34/hook");
        assertThat(viewer.get(HERE).expect(200).text()).doesNotContain("First steps");
    }

    @Test
    void today_is_counted_by_status_and_yesterday_is_not() {
        merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "Ada", ",\"coupon\":\"SPRING\"");
        order("1", "2026-05-01T00:00:00Z");
        order("2", "2026-05-01T11:00:00Z");
        order("3", "2026-04-30T23:59:59Z");
        assertThat(viewer.get(HERE).expect(200).text().replaceAll("\\s+", " "))
                .contains("<p class=\"figure-label\">Orders received</p><p class=\"figure-value\">3</p>")
                .contains("<p class=\"figure-label\">Conversions</p><p class=\"figure-value\">2</p>")
                .contains("10.00\u00a0USD");
    }

    @Test
    void tests_are_in_no_sum_and_have_rows_of_their_own() {
        merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "Ada", ",\"coupon\":\"SPRING\"");
        order("1", "2026-05-01T11:00:00Z");
        order("2", "2026-05-01T11:00:00Z\",\"test\":true,\"cart_id\":\"c");
        assertThat(viewer.get(HERE).expect(200).text().replaceAll("\\s+", " "))
                .contains("<p class=\"figure-label\">Orders received</p><p class=\"figure-value\">1</p>")
                .contains("<p class=\"figure-label\">Conversions</p><p class=\"figure-value\">1</p>")
                .contains("and 1 test, not counted")
                .contains("<p class=\"figure-label\">Commission</p><p class=\"figure-value\">5.00\u00a0USD</p>");
    }

    @Test
    void events_say_whether_anybody_listens() {
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        merchant.partner(offer, "Ada", "");
        assertThat(viewer.get(HERE).text()).contains("New Affiliate", "nobody listens");
        webhook("https://93.184.216.34/hook");
        merchant.partner(offer, "Ben", "");
        assertThat(viewer.get(HERE).text()).contains("to a webhook", "nobody listens");
    }

    @Test
    void it_looks_again_and_gets_nothing_where_nothing_has_happened() {
        merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "Ada", "");
        String[] part = {"HX-Request", "true", "HX-Target", "today"};
        String today = viewer.get(HERE + "?seen=", part).expect(200).text();
        assertThat(today).contains("New Affiliate").doesNotContain("<html");
        String again = today.replaceAll("(?s).*hx-get=\"([^\"]+)\".*", "$1");
        viewer.get(again, part).expect(204);
    }

    @Test
    void a_webhook_that_does_not_work_is_named_with_the_reason_and_others_webhooks_are_not() {
        Endpoint endpoint = webhook("https://93.184.216.34/hook");
        server.bean(Webhooks.class).endpoints().pause(account.id(), endpoint.id());
        assertThat(viewer.get(HERE).expect(200).text()).contains(WebhookRoom.path(endpoint), "is paused");
        assertThat(people.owner(people.newAccount()).get(HERE).text()).doesNotContain("is paused");
    }

    private Endpoint webhook(String url) {
        return server.bean(Webhooks.class)
                .endpoints()
                .create(account.id(), EndpointSettings.forUrl(url), Optional.empty());
    }

    private void order(String number, String created) {
        merchant.post("/api/v1/orders", """
                {"order_id":"%s","created":"%s","discount_code":"SPRING",\
                "items":[{"name":"Tea","quantity":2,"price":"25.00"}]}""".formatted(number, created)).expect(201);
    }
}
