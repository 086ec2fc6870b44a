package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a shop's messages about an order arrive in, they end in the same. */
@Tag("database")
class ArrivalsTest {
    private static final String FIRST_REFUND = """
            {"id": 7001, "order_id": 820982911946154508, "created_at": "2026-05-01T08:00:00-04:00",
             "refund_line_items": [{"id": 1, "quantity": 1, "line_item_id": 866550311766439020,
               "subtotal": 33.33, "total_tax": 3.52, "line_item": {"id": 866550311766439020, "sku": "TEA-1"}}],
             "transactions": [{"id": 2, "amount": "36.85", "kind": "refund", "status": "success"}],
             "order_adjustments": []}""";
    private static final String SECOND_REFUND = """
            {"id": 7002, "order_id": 820982911946154508, "created_at": "2026-05-01T09:00:00-04:00",
             "refund_line_items": [],
             "transactions": [{"id": 3, "amount": "10.00", "kind": "refund", "status": "success"}],
             "order_adjustments": [{"id": 4, "amount": "-10.00", "tax_amount": "0.00", "kind": "refund_discrepancy"}]}""";
    private static final String REST_REFUND = """
            {"id": 7003, "order_id": 820982911946154508, "created_at": "2026-05-01T09:30:00-04:00",
             "refund_line_items": [{"id": 5, "quantity": 1, "line_item_id": 866550311766439020,
               "subtotal": 33.34, "total_tax": 3.51}, {"id": 6, "quantity": 1, "line_item_id": 141249953214522974,
               "subtotal": 33.33, "total_tax": 3.52}],
             "transactions": [{"id": 7, "amount": "83.70", "kind": "refund", "status": "success"}],
             "order_adjustments": [{"id": 8, "amount": "-20.00", "tax_amount": "0.00", "kind": "shipping_refund"},
               {"id": 9, "amount": "10.00", "tax_amount": "0.00", "kind": "refund_discrepancy"}]}""";

    private static final String EXCHANGED = """
            {"id": 820982911946154508, "order_number": 1, "currency": "USD", "total_price": "%1$s", "subtotal_price": "%1$s",
             "created_at": "2026-04-30T10:00:00Z", "updated_at": "%2$s", "financial_status": "%3$s", "refunds": [%4$s],
             "landing_site": "/?%5$s", "customer": null, "shipping_lines": [],
             "line_items": [{"id": 1, "name": "Tea", "quantity": 1, "current_quantity": %6$d, "price": "100.00"}%7$s]}""";

    private static final String EDITED_LINES = """
            "line_items": [
                {"id": 3001, "name": "Pot", "price": "30.00", "quantity": 1, "current_quantity": 1, "sku": "POT-1"},
                {"id": 3002, "name": "Tin", "price": "10.00", "quantity": 1, "current_quantity": 1, "sku": "TEA-2"},""";

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Shop shop = merchant.shop();
    private final Partner link;
    private final Partner sku;
    private final Partner pot;
    private final String created;

    ArrivalsTest() {
        merchant.rules(new AttributionRules(false, true, true, true, false));
        long waiting = merchant.offer("PERCENT_OF_SALE", "10", "");
        long atOnce = merchant.offer("PERCENT_OF_SALE", "12.5", ",\"auto_approve_days\":0");
        link = merchant.partner(waiting, "ada", "");
        sku = merchant.partner(atOnce, "bob", "");
        pot = merchant.partner(waiting, "eve", "");
        merchant.trigger(sku, "SKU", "TEA-1");
        merchant.trigger(sku, "SKU", "TEA-2");
        merchant.trigger(pot, "SKU", "POT-1");
        created = ShopifyOrders.landing(link.link());
    }

    @Test
    void some_orders_of_arrival_end_in_the_same() {
        Arrivals some = Arrivals.some(merchant, this::send);
        refunds(some);
        edits(some);
        exchange(some);
    }

    @Test
    @Tag("long")
    void all_orders_of_arrival_end_in_the_same() {
        Arrivals all = Arrivals.all(merchant, this::send);
        refunds(all);
        edits(all);
        exchange(all);
    }

    private void refunds(Arrivals arrivals) {
        String paid = at(created, "paid", "2026-04-30T11:07:00-04:00", "[]");
        String updated = at(created, "partially_refunded", "2026-05-01T08:00:01-04:00", "[" + FIRST_REFUND + "]");
        String cancelled = cancelled(at(created, "partially_refunded", "2026-05-01T09:10:00-04:00", both()));
        String returned = at(created, "refunded", "2026-05-01T09:30:01-04:00", three());
        Arrivals.State partly = arrivals.play(List.of(created, paid, updated, FIRST_REFUND, SECOND_REFUND));
        assertThat(partly.order()).isEqualTo("OPEN");
        assertThat(partly.sums().get(sku.id() + " APPROVED")).isEqualTo("[83.70, 3.72]");
        Arrivals.State gone = arrivals.play(List.of(created, paid, updated, FIRST_REFUND, SECOND_REFUND, cancelled));
        assertThat(gone.order()).isEqualTo("CANCELLED");
        assertThat(gone.firsts()).contains(link.id() + " DENIED ORDER_CANCELLED");
        assertThat(gone.sums()).isEmpty();
        Arrivals.State back = arrivals.play(List.of(created, FIRST_REFUND, SECOND_REFUND, REST_REFUND, returned, paid));
        assertThat(back.order()).isEqualTo("RETURNED");
        assertThat(back.firsts()).contains(link.id() + " DENIED ORDER_RETURNED");
        assertThat(back.sums()).isEqualTo(gone.sums());
        String late = cancelled(at(created, "refunded", "2026-05-01T10:00:00-04:00", three()));
        Arrivals.State both = arrivals.play(List.of(created, REST_REFUND, returned, late));
        assertThat(both.firsts()).contains(link.id() + " DENIED ORDER_CANCELLED");
    }

    /** Lines that come in, a line that goes without a refund, fields alone, and two messages of the same time. */
    private void edits(Arrivals arrivals) {
        String more = more(at(created, "paid", "2026-05-01T08:00:00-04:00", "[]"));
        String less = less(more(at(created, "paid", "2026-05-01T09:00:00-04:00", "[]")));
        String dearer = """
                {"id": 820982911946154508, "updated_at": "2026-05-01T09:30:00-04:00", "total_price": "180.55",
                 "total_shipping": null}""";
        String cheaper = """
                {"id": 820982911946154508, "updated_at": "2026-05-01T09:20:00-04:00", "total_price": "160.55",
                 "email": "jane.doe@example.com"}""";
        Arrivals.State grown = arrivals.play(List.of(created, more));
        assertThat(grown.sums())
                .containsEntry(link.id() + " PENDING", "[170.55, 16.00]")
                .containsEntry(pot.id() + " PENDING", "[170.55, 3.00]")
                .containsEntry(sku.id() + " APPROVED", "[170.55, 9.58]");
        Arrivals.State shrunk = arrivals.play(List.of(created, more, less));
        assertThat(shrunk.firsts()).hasSize(3);
        assertThat(shrunk.sums()).containsEntry(link.id() + " PENDING", "[170.55, 16.00]");
        assertThat(shrunk.sums()).containsEntry(link.id() + " APPROVED", "[-35.84, -3.33]");
        String potless = potless(more(at(created, "paid", "2026-05-01T09:10:00-04:00", "[]")));
        Arrivals.State lost = arrivals.play(List.of(created, more, potless));
        assertThat(lost.firsts()).contains(pot.id() + " PENDING ").hasSize(3);
        assertThat(lost.sums()).containsEntry(pot.id() + " APPROVED", "[-32.26, -3.00]");
        assertThat(arrivals.play(List.of(potless)).sums()).isEqualTo(lost.sums());
        Arrivals.State refunded = arrivals.play(List.of(created, less, FIRST_REFUND, dearer));
        assertThat(refunded.order()).isEqualTo("OPEN");
        arrivals.play(List.of(created, more, cheaper, dearer));
        arrivals.play(List.of(created, more, dearer, cancelled(less)));
        String same = less(more(at(created, "paid", "2026-05-01T08:00:00-04:00", "[]")));
        arrivals.play(List.of(created, more, same));
        arrivals.play(List.of(created, more, cancelled(same)));
        arrivals.play(List.of(cancelled(more), same, created, FIRST_REFUND));
    }

    /** All of an order comes back, and another line comes into it: the shop tells of the first before it tells of both. */
    private void exchange(Arrivals arrivals) {
        String sold = EXCHANGED.formatted("100.00", "2026-04-30T10:00:00Z", "paid", "", link.link(), 1, "");
        String back = """
                {"id": 7001, "order_id": 820982911946154508, "created_at": "2026-04-30T11:00:00Z", "order_adjustments": [],
                 "refund_line_items": [{"id": 3, "quantity": 1, "line_item_id": 1, "subtotal": 100.0, "total_tax": 0.0}],
                 "transactions": [{"id": 1, "kind": "refund", "status": "success", "amount": "100.00", "currency": "USD"}]}""";
        String returned = EXCHANGED.formatted("100.00", "2026-04-30T11:00:01Z", "refunded", back, link.link(), 0, "");
        String added =
                EXCHANGED.formatted("180.00", "2026-04-30T12:00:00Z", "partially_refunded", back, link.link(), 0, """
                , {"id": 2, "name": "Pot", "quantity": 1, "current_quantity": 1, "price": "80.00"}""");
        for (List<String> messages : List.of(List.of(sold, back, added), List.of(sold, back, returned, added))) {
            Arrivals.State exchanged = arrivals.playChanging(messages);
            assertThat(exchanged.order()).isEqualTo("OPEN");
            assertThat(exchanged.refunded()).isEqualTo("100.00 in 1");
            assertThat(exchanged.firsts()).containsExactly(link.id() + " PENDING ");
            assertThat(exchanged.sums())
                    .containsEntry(link.id() + " PENDING", "[180.00, 18.00]")
                    .containsEntry(link.id() + " APPROVED", "[-100.00, -10.00]");
        }
    }

    private Answer send(String message, long number) {
        return shop.send(message.replace("820982911946154508", "5000" + number)
                .replaceAll("\"id\": 700([123])", "\"id\": 6$1" + number));
    }

    private static String more(String order) {
        String more = order.replace("\"line_items\": [", EDITED_LINES)
                .replace("\"subtotal_price\": \"100.00\"", "\"subtotal_price\": \"140.00\"")
                .replace("\"total_price\": \"130.55\"", "\"total_price\": \"170.55\"");
        assertThat(more).isNotEqualTo(order);
        return more;
    }

    /** The mug is taken out of the order, and no money given back. */
    private static String less(String order) {
        int mug = order.indexOf("\"id\": 141249953214522974");
        return order.substring(0, mug)
                + order.substring(mug).replaceFirst("\"current_quantity\": 1", "\"current_quantity\": 0");
    }

    /** Nor is the pot in it any more; Shopify keeps the line. */
    private static String potless(String order) {
        return order.replaceFirst("(\"id\": 3001.*)\"current_quantity\": 1", "$1\"current_quantity\": 0");
    }

    private static String cancelled(String order) {
        return order.replace("\"cancelled_at\": null", "\"cancelled_at\": \"2026-05-01T09:10:00-04:00\"");
    }

    private static String both() {
        return "[" + FIRST_REFUND + "," + SECOND_REFUND + "]";
    }

    private static String three() {
        return "[" + FIRST_REFUND + "," + SECOND_REFUND + "," + REST_REFUND + "]";
    }

    private static String at(String created, String status, String time, String refunds) {
        String order = created.replace("\"financial_status\": \"pending\"", "\"financial_status\": \"" + status + "\"")
                .replace("\"updated_at\": \"2026-04-30T11:06:07-04:00\"", "\"updated_at\": \"" + time + "\"")
                .replace("\"refunds\": []", "\"refunds\": " + refunds);
        assertThat(order).isNotEqualTo(created);
        return order;
    }
}
