package dev.tributary.server.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.ShopifyOrders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The orders on the console. */
@Tag("database")
class OrderPagesTest {
    private static final String LIST = "/console/orders";

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Merchant merchant = server.merchant();
    private final Account account = server.bean(Accounts.class).get(merchant.account());
    private final Browser viewer = people.member(account, Role.VIEWER);

    @Test
    void an_empty_list_teaches() {
        assertThat(viewer.get(LIST).expect(200).text()).contains("No orders yet", "Connect a shop");
    }

    @Test
    void the_list_is_filtered_by_number_source_and_day() {
        String api = order("<b>7</b>", "Tea");
        String shop = merchant.shop().send(ShopifyOrders.ORDER).expect(200).text("/order");
        String source = merchant.get("/api/v1/sources").text("/data/0/id");
        assertThat(viewer.get(LIST).expect(200).text())
                .contains(api, shop, "&lt;b&gt;7", "Shopify")
                .doesNotContain("<b>7");
        assertOnly("?order=%3Cb%3E7%3C%2Fb%3E", api, shop);
        assertOnly("?source=api", api, shop);
        assertOnly("?source=" + source, shop, api);
        assertThat(viewer.get(LIST + "?from=2026-05-01&to=2026-05-01").text()).contains(api, shop);
        assertThat(viewer.get(LIST + "?to=2026-04-30").text()).contains("No order fits these filters");
        assertThat(viewer.get(LIST + "?from=x&source=%22").expect(400).text()).contains("must be a day");
    }

    @Test
    void pages_follow_each_other() {
        String first = order("1", "Tea");
        String second = order("2", "Tea");
        String page = viewer.get(LIST + "?limit=1&source=api").expect(200).text();
        assertThat(page).contains(second).doesNotContain(first);
        String next =
                page.replaceAll("(?s).*href=\"([^\"]+)\" rel=\"next\".*", "$1").replace("&amp;", "&");
        assertThat(viewer.get(next).expect(200).text()).contains(first).doesNotContain(second);
    }

    @Test
    void the_page_shows_money_lines_and_the_bytes_as_they_came_as_text() {
        String order = order("1001", "<script>alert(1)</script>");
        assertThat(viewer.get(LIST + "/" + order).expect(200).text())
                .contains("Order 1001", "50.00", "2 × 25.00", "\"order_id\":\"1001\"", "&lt;script&gt;alert(1)")
                .contains("Nobody is credited for this order.")
                .doesNotContain("<script>alert");
    }

    @Test
    void the_page_leads_to_the_conversions_that_the_order_made() {
        merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "Ada", ",\"coupon\":\"SPRING\"");
        String order = merchant.shop().send(ShopifyOrders.ORDER).expect(200).text("/order");
        assertThat(viewer.get(LIST + "/" + order).expect(200).text())
                .contains("hx-get=\"/console/conversions?order=" + order + "\"");
        assertThat(viewer.get("/console/conversions?order=" + order).expect(200).text())
                .contains("Ada Partner");
    }

    @Test
    void orders_of_others_are_not_there() {
        String order = order("1001", "Tea");
        Browser other = people.owner(people.newAccount());
        other.get(LIST + "/" + order).expect(404);
        assertThat(other.get(LIST + "?order=1001").text()).doesNotContain(order);
        viewer.get(LIST + "/ord_x").expect(404);
    }

    private void assertOnly(String query, String shown, String hidden) {
        assertThat(viewer.get(LIST + query).expect(200).text())
                .contains(LIST + "/" + shown)
                .doesNotContain(LIST + "/" + hidden);
    }

    private String order(String number, String product) {
        return merchant.post("/api/v1/orders", """
                {"order_id":"%s","items":[{"name":"%s","quantity":2,"price":"25.00"}]}""".formatted(number, product))
                .expect(201)
                .text("/id");
    }
}
