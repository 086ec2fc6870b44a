package dev.tributary.server.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import dev.tributary.server.testing.Signing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What shops sent is kept as it came, and can be read again. */
@Tag("database")
class ShopMessagesTest {
    private static final String PART = """
            {"id": 820982911946154508, "updated_at": "2026-05-01T07:00:00-04:00", "total_price": "120.55"}""";

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final JdbcClient jdbc = server.bean(JdbcClient.class);

    @Test
    void every_message_is_kept_byte_for_byte_also_one_that_a_newer_one_replaces() {
        Shop shop = merchant.shop();
        String order = shop.send(ShopifyOrders.ORDER).expect(200).text("/order");
        String later = ShopifyOrders.later(ShopifyOrders.ORDER);
        shop.send(later).expect(200);
        shop.send(ShopifyOrders.ORDER).expect(200);
        shop.send("{\"order_edit\": {\"id\": 1}}").expect(200);

        List<JsonNode> kept = messages("");

        assertThat(kept).extracting(row -> row.path("state").asString()).containsExactly("ignored", "taken", "taken");
        assertThat(kept).extracting(row -> row.path("times").asInt()).containsExactly(1, 1, 2);
        assertThat(kept).extracting(row -> row.path("order").asString("")).containsExactly("", order, order);
        assertThat(kept.getFirst().path("why").asString()).contains("an edit");
        assertThat(body(kept.get(1))).isEqualTo(later);
        assertThat(body(kept.get(2))).isEqualTo(ShopifyOrders.ORDER);
        assertThat(messages("?state=ignored")).hasSize(1);
        merchant.get(path() + "?state=lost").expectProblem(400);
    }

    @Test
    void one_whose_signature_does_not_fit_is_not_kept() {
        Shop shop = merchant.shop();
        shop.send(ShopifyOrders.ORDER, "wrong").expect(401);
        Signing.shop(merchant, "woocommerce").form("webhook_id=7").expect(200);
        assertThat(merchant.rows("shop_message")).isZero();
    }

    @Test
    void one_that_was_refused_is_kept_and_counts_once_it_is_read_again() {
        Shop shop = merchant.shop();
        shop.send(PART).expectProblem(422);
        JsonNode refused = messages("?state=refused").getFirst();
        assertThat(refused.path("why").asString()).contains("is required");
        String order = shop.send(ShopifyOrders.ORDER).expect(200).text("/order");
        assertThat(total(order)).isEqualTo("130.55");

        Answer again = again(refused);

        assertThat(again.text("/state")).isEqualTo("taken");
        assertThat(again.text("/order")).isEqualTo(order);
        assertThat(again.json().path("why").isNull()).isTrue();
        assertThat(total(order)).isEqualTo("120.55");
        assertThat(again(refused).text("/state")).isEqualTo("taken");
    }

    @Test
    void all_that_was_not_accepted_is_read_again_at_once() {
        Shop shop = merchant.shop();
        shop.send(PART).expectProblem(422);
        shop.send("{\"id\": 1, \"total_price\": \"1\"}").expectProblem(422);
        shop.send("no JSON").expectProblem(400);
        shop.send(ShopifyOrders.ORDER).expect(200);

        Answer all = merchant.post(path() + "/reprocess").expect(200);

        assertThat(all.json().path("read").asInt()).isEqualTo(3);
        assertThat(all.json().path("accepted").asInt()).isOne();
        assertThat(all.json().path("left").asInt()).isEqualTo(2);
        assertThat(messages("?state=refused")).hasSize(2);
    }

    @Test
    void a_fault_of_ours_loses_no_message() {
        Shop shop = merchant.shop();
        withAFault(() -> shop.send(ShopifyOrders.ORDER).expectProblem(500));
        JsonNode failed = messages("?state=failed").getFirst();
        assertThat(body(failed)).isEqualTo(ShopifyOrders.ORDER);
        assertThat(merchant.rows("shop_order")).isZero();

        assertThat(again(failed).text("/state")).isEqualTo("taken");
        assertThat(merchant.rows("shop_order")).isOne();
    }

    /** WooCommerce does not date a deletion. */
    @Test
    void an_old_deletion_that_is_read_again_does_not_undo_what_came_after_it() {
        Signing shop = Signing.shop(merchant, "woocommerce");
        String message = Signing.message("woocommerce/order-727.json");
        String order = shop.woo(message).expect(200).text("/order");
        shop.woo("{\"id\": 727}").expect(200);
        JsonNode deletion = messages("").getFirst();
        Instant soon = SharedServer.clock().instant().plusSeconds(60);
        shop.woo(message.replace(
                        "\"2017-03-22T19:28:08\"", "\"" + soon.toString().replace("Z", "") + "\""))
                .expect(200);
        assertThat(state(order)).isEqualTo("OPEN");

        SharedServer.clock().advance(Duration.ofMinutes(2));
        try {
            again(deletion);
        } finally {
            SharedServer.clock().advance(Duration.ofMinutes(-2));
        }

        assertThat(state(order)).isEqualTo("OPEN");
    }

    @Test
    void an_order_that_could_not_be_taken_before_it_was_deleted_is_deleted_when_it_is_read_again() {
        Signing shop = Signing.shop(merchant, "woocommerce");
        withAFault(() -> shop.woo(Signing.message("woocommerce/order-727.json")).expectProblem(500));
        shop.woo("{\"id\": 727}").expect(200);

        String order = again(messages("?state=failed").getFirst()).text("/order");

        assertThat(state(order)).isEqualTo("CANCELLED");
    }

    @Test
    void others_see_nothing_of_it() {
        Shop shop = merchant.shop();
        shop.send(ShopifyOrders.ORDER).expect(200);
        JsonNode kept = messages("").getFirst();
        String one = path() + "/" + kept.path("id").asString();
        Merchant other = server.merchant();
        other.shop();
        other.get(path()).expectProblem(404);
        other.get(one).expectProblem(404);
        other.post(one + "/reprocess").expectProblem(404);
        other.post(path() + "/reprocess").expectProblem(404);
        String theirs = other.get("/api/v1/sources").text("/data/0/id");
        other.get("/api/v1/sources/" + theirs + "/messages/" + kept.path("id").asString())
                .expectProblem(404);
        merchant.get(path() + "/nonsense").expectProblem(404);
    }

    @Test
    void a_message_is_forgotten_30_days_after_it_came_last_and_its_order_stays() {
        Shop shop = merchant.shop();
        shop.send(ShopifyOrders.ORDER).expect(200);
        shop.send(ShopifyOrders.later(ShopifyOrders.ORDER)).expect(200);
        jdbc.sql("""
                update shop_message set last_at = cast(:now as timestamptz) - interval '30 days 1 second',
                    received_at = cast(:now as timestamptz) - interval '40 days', read_at = :now
                where account_id = :account and id = (select min(id::text)::uuid from shop_message where account_id = :account)
                """)
                .param("now", SharedServer.clock().instant().atOffset(ZoneOffset.UTC))
                .param("account", merchant.account().value())
                .update();
        MessageStore store = server.bean(MessageStore.class);
        store.forget(SharedServer.clock().instant().minus(store.kept()), 1000);
        assertThat(messages("")).hasSize(1);
        assertThat(merchant.rows("shop_order")).isOne();
    }

    @Test
    void the_list_goes_on_page_by_page() {
        Shop shop = merchant.shop();
        for (int i = 1; i <= 5; i++) {
            shop.send(ShopifyOrders.numbered(ShopifyOrders.ORDER, i)).expect(200);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = merchant.get(path() + "?limit=2" + cursor).expect(200);
            page.json().path("data").forEach(row -> seen.add(row.path("id").asString()));
            cursor = page.json().path("next_cursor").isNull() ? "" : "&cursor=" + page.text("/next_cursor");
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        merchant.get(path() + "?cursor=x").expectProblem(400);
    }

    /** While the database refuses this account's orders. */
    private void withAFault(Runnable work) {
        String fault = "fault_of_ours_" + merchant.account().value().toString().replace('-', '_');
        jdbc.sql("alter table shop_order add constraint " + fault + " check (account_id <> '"
                        + merchant.account().value() + "')")
                .update();
        try {
            work.run();
        } finally {
            jdbc.sql("alter table shop_order drop constraint " + fault).update();
        }
    }

    private String path() {
        return "/api/v1/sources/" + merchant.get("/api/v1/sources").text("/data/0/id") + "/messages";
    }

    private List<JsonNode> messages(String query) {
        List<JsonNode> found = new ArrayList<>();
        merchant.get(path() + query).expect(200).json().path("data").forEach(found::add);
        return found;
    }

    private String body(JsonNode message) {
        return merchant.get(path() + "/" + message.path("id").asString())
                .expect(200)
                .text("/body");
    }

    private Answer again(JsonNode message) {
        return merchant.post(path() + "/" + message.path("id").asString() + "/reprocess")
                .expect(200);
    }

    private String total(String order) {
        return merchant.get("/api/v1/orders/" + order).text("/total");
    }

    private String state(String order) {
        return merchant.get("/api/v1/orders/" + order).text("/state");
    }
}
