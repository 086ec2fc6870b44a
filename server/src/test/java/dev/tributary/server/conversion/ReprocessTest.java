package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import dev.tributary.server.testing.Signing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Kept messages, read again. */
@Tag("database")
class ReprocessTest {
    private static final String REFUND = """
            {"id": 7001, "order_id": 820982911946154508, "created_at": "2026-05-01T06:00:00-04:00",
             "refund_line_items": [], "order_adjustments": [],
             "transactions": [{"id": 2, "amount": "13.055", "kind": "refund"}]}""";

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Account account = server.bean(Accounts.class).get(merchant.account());

    @Test
    void an_order_that_nobody_claimed_is_credited_by_the_rules_of_today_once() {
        Partner partner = merchant.partner();
        Shop shop = merchant.shop();
        String order = shop.send(ShopifyOrders.ORDER).expect(200).text("/order");
        shop.send(REFUND).expect(200);
        merchant.trigger(partner, "COUPON", "SPRING");
        Answer again = merchant.post("/api/v1/orders/" + order + "/reprocess").expect(200);
        assertThat(again.text("/conversions/0/mechanism")).isEqualTo("COUPON");
        assertThat(again.text("/conversions/1/commission_total")).isEqualTo("-1.00");
        merchant.post("/api/v1/orders/" + order + "/reprocess").expect(200);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.refunded");
        server.merchant().post("/api/v1/orders/" + order + "/reprocess").expectProblem(404);
        merchant.post("/api/v1/orders/nonsense/reprocess").expectProblem(404);
    }

    @Test
    void an_order_of_the_api_keeps_the_time_at_which_it_came() {
        Partner partner = merchant.partner();
        String order = merchant.post("/api/v1/orders", """
                {"order_id":"1","discount_code":"SAVE","items":[{"quantity":1,"price":"10"}]}""").expect(201).text("/id");
        String created = merchant.get("/api/v1/orders/" + order).text("/created");
        merchant.trigger(partner, "COUPON", "SAVE");
        Answer again = merchant.post("/api/v1/orders/" + order + "/reprocess").expect(200);
        assertThat(again.json().path("conversions")).hasSize(1);
        assertThat(again.text("/created")).isEqualTo(created);
        assertThat(merchant.get("/api/v1/conversions").text("/data/0/created").substring(0, 19))
                .isEqualTo(created.substring(0, 19));
    }

    @Test
    void an_order_of_woocommerce_is_read_again_with_its_refunds_and_its_subscription() {
        Partner partner = merchant.partner();
        Signing shop = Signing.shop(merchant, "woocommerce");
        String message = Signing.message("woocommerce/order-723.json");
        String order = shop.woo(message).expect(200).text("/order");
        shop.woo("{\"id\": 801, \"parent_id\": 723, \"billing_period\": \"month\", \"status\": \"active\"}")
                .expect(200);
        merchant.trigger(partner, "EMAIL", "joao.silva@example.com");

        Answer again = again(order);
        again(order);

        assertThat(again.text("/refunded_total")).isEqualTo("19.00");
        assertThat(again.text("/subscription_id")).isEqualTo("801");
        assertThat(again.json().path("conversions")).hasSize(2);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.refunded");
    }

    @Test
    void a_renewal_that_came_before_its_subscription_was_told_of_is_credited_when_it_is_read_again() {
        Partner partner = merchant.partner();
        Signing shop = Signing.shop(merchant, "woocommerce");
        String first = Signing.message("woocommerce/order-727.json");
        String renewal = shop.woo(first.replace("\"id\": 727,", "\"id\": 741,")
                        .replace("\"_download_permissions_granted\"", "\"_subscription_renewal\"")
                        .replace("\"value\": \"yes\"", "\"value\": \"733\"")
                        .replace("john.doe@example.com", "another@example.com")
                        .replace("2017-03-22T", "2017-04-22T"))
                .expect(200)
                .text("/order");
        merchant.trigger(partner, "EMAIL", "john.doe@example.com");
        shop.woo(first).expect(200);
        shop.woo("{\"id\": 733, \"parent_id\": 727, \"billing_period\": \"month\", \"status\": \"active\"}")
                .expect(200);

        Answer again = again(renewal);

        assertThat(again.text("/conversions/0/affiliate_id")).isEqualTo(String.valueOf(partner.id()));
        assertThat(merchant.events("conversion.created").getLast().classic())
                .contains("\"is_recurring\":true", "\"subscription_id\":\"733\"");
    }

    @Test
    void a_checkout_and_a_renewal_of_stripe_are_read_again() {
        Partner partner = merchant.partner();
        Signing shop = Signing.shop(merchant, "stripe");
        String checkout = Signing.message("stripe/checkout-session-completed.json");
        String invoice = Signing.message("stripe/invoice-paid.json");
        Instant now = server.bean(InstantSource.class).instant();
        String sold = shop.stripe(checkout, now).expect(200).text("/order");
        shop.stripe(Signing.message("stripe/charge-refunded.json"), now).expect(200);
        String renewed = shop.stripe(invoice, now).expect(200).text("/order");
        merchant.trigger(partner, "EMAIL", "jenny.rosen@example.com");

        assertThat(again(sold).text("/conversions/1/total")).isEqualTo("-50.00");
        assertThat(again(renewed).text("/conversions/0/commission_total")).isEqualTo("2.50");
        again(sold);

        assertThat(merchant.topics("conversion."))
                .containsExactly("conversion.created", "conversion.refunded", "conversion.created");
    }

    @Test
    void messages_with_some_fields_alone_are_kept_and_read_again_with_the_rest() {
        Partner partner = merchant.partner();
        Shop shop = merchant.shop();
        String order = shop.send(ShopifyOrders.ORDER).expect(200).text("/order");
        shop.send("""
                {"id": 820982911946154508, "updated_at": "2026-05-01T07:00:00-04:00", "total_price": "120.55"}""").expect(200);
        shop.send("""
                {"id": 820982911946154508, "updated_at": "2026-05-01T08:00:00-04:00", "email": "new@example.com"}""").expect(200);
        assertThat(merchant.get("/api/v1/orders/" + order).text("/total")).isEqualTo("120.55");
        merchant.trigger(partner, "EMAIL", "new@example.com");

        Answer again = again(order);

        assertThat(again.text("/total")).isEqualTo("120.55");
        assertThat(again.text("/conversions/0/mechanism")).isEqualTo("EMAIL");
        assertThat(again.text("/conversions/0/total")).isEqualTo("120.55");
    }

    private Answer again(String order) {
        return merchant.post("/api/v1/orders/" + order + "/reprocess").expect(200);
    }

    @Test
    void a_refund_that_was_kept_before_refunds_were_read_is_read_now() {
        Partner partner = merchant.partner();
        Shop shop = merchant.shop();
        String order =
                shop.send(ShopifyOrders.landing(partner.link())).expect(200).text("/order");
        server.bean(JdbcClient.class)
                .sql("""
                        insert into shop_refund (account_id, source, refund_key, order_key, received_at, raw)
                        select account_id, source, '7001', order_key, received_at, cast(? as bytea) from shop_order
                        where account_id = ?
                        """)
                .params(
                        REFUND.getBytes(StandardCharsets.UTF_8),
                        merchant.account().value())
                .update();
        assertThat(merchant.get("/api/v1/orders/" + order).text("/refunded_total"))
                .isEqualTo("0.00");
        Answer again = merchant.post("/api/v1/orders/" + order + "/reprocess").expect(200);
        assertThat(again.text("/conversions/1/commission_total")).isEqualTo("-1.00");
    }

    @Test
    void the_order_s_page_shows_its_refunds_and_reads_it_again() {
        Partner partner = merchant.partner();
        Shop shop = merchant.shop();
        String order = shop.send(ShopifyOrders.ORDER).expect(200).text("/order");
        shop.send(REFUND).expect(200);
        String page = "/console/orders/" + order;
        Browser manager = new People(server).member(account, Role.MANAGER);
        assertThat(manager.get(page).expect(200).text()).contains("7001", "Refunded", "Read again");
        merchant.trigger(partner, "COUPON", "SPRING");
        assertThat(Browser.location(manager.submit(page, page + "/reprocess"))).isEqualTo(page);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.refunded");
        String first = "/console/conversions/"
                + merchant.get("/api/v1/conversions").json().at("/data/1/id").asLong();
        assertThat(manager.get(first).expect(200).text()).contains("Left after refunds", "Refunds");
        Browser viewer = new People(server).member(account, Role.VIEWER);
        assertThat(viewer.get(page).expect(200).text()).contains("7001").doesNotContain("Read again");
        viewer.post(page + "/reprocess", viewer.token("/console/profile")).expect(403);
        server.bean(JdbcClient.class)
                .sql("update shop_order set raw = cast('{}' as bytea) where account_id = ?")
                .param(merchant.account().value())
                .update();
        assertThat(manager.submit(page, page + "/reprocess").expect(422).text()).contains("line_items");
    }
}
