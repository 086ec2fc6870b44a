package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A shop that exchanges who brought a customer, and whose messages arrive in any order: the order is whose it would have
 * been in the right one, and who was credited by a message that came too early keeps nothing of it.
 */
@Tag("database")
class ExchangedCluesTest {
    private final Merchant merchant = SharedServer.server().merchant();
    private final Shop shop = merchant.shop();
    private final Partner ada;
    private final Partner bob;
    private final Partner eve;

    ExchangedCluesTest() {
        merchant.rules(new AttributionRules(false, true, true, true, false));
        long waiting = merchant.offer("PERCENT_OF_SALE", "10", "");
        long atOnce = merchant.offer("PERCENT_OF_SALE", "20", ",\"auto_approve_days\":0");
        ada = merchant.partner(waiting, "ada", "");
        bob = merchant.partner(atOnce, "bob", "");
        eve = merchant.partner(waiting, "eve", "");
        merchant.trigger(ada, "COUPON", "ADA");
        merchant.trigger(bob, "COUPON", "BOB");
        merchant.trigger(eve, "EMAIL", "jane@example.com");
        merchant.trigger(eve, "SKU", "POT-1");
    }

    @Test
    void some_orders_of_arrival_credit_the_same() {
        exchanges(Arrivals.some(merchant, this::send));
    }

    @Test
    @Tag("long")
    void all_orders_of_arrival_credit_the_same() {
        exchanges(Arrivals.all(merchant, this::send));
    }

    private void exchanges(Arrivals arrivals) {
        String none = order(0, "", "");
        String byAda = order(1, "ADA", "");
        String byBob = order(2, "BOB", "");
        String byBoth = order(3, "BOB", "").replace("landing_site\": \"/", "landing_site\": \"/?" + ada.link());
        String byEve = order(4, "", "jane@example.com");
        Arrivals.State two = arrivals.playExchanging(List.of(none, byAda, byBob));
        assertThat(two.sums()).containsExactly(entry(ada.id() + " PENDING", "[100.00, 10.00]"));
        Arrivals.State approved = arrivals.playExchanging(List.of(none, byBob, order(3, "ADA", "")));
        assertThat(approved.sums()).containsExactly(entry(bob.id() + " APPROVED", "[100.00, 20.00]"));
        Arrivals.State three = arrivals.playExchanging(List.of(byAda, byBoth, byBob, byEve));
        assertThat(three.sums()).isEqualTo(two.sums());
        Arrivals.State back = arrivals.playExchanging(List.of(byAda, byBob, order(3, "ADA", ""), byEve));
        assertThat(back.sums()).isEqualTo(two.sums());
        Arrivals.State linked = arrivals.playExchanging(List.of(byEve, order(5, "BOB", ""), linked(6), byAda));
        assertThat(linked.sums()).isEqualTo(two.sums());
        Arrivals.State given = arrivals.playExchanging(List.of(byAda, byBob, refund(), order(6, "", "")));
        assertThat(given.sums())
                .containsExactly(
                        entry(ada.id() + " APPROVED", "[-40.00, -4.00]"),
                        entry(ada.id() + " PENDING", "[100.00, 10.00]"));
        String cancelled =
                order(7, "BOB", "").replace("\"cancelled_at\": null", "\"cancelled_at\": \"2026-04-30T10:07:00Z\"");
        Arrivals.State gone = arrivals.playExchanging(List.of(byAda, byBob, byEve, cancelled));
        assertThat(gone.sums()).isEmpty();
        Arrivals.State part = arrivals.playExchanging(List.of(none, part(1, "ADA"), byBob, part(3, "BOB")));
        assertThat(part.sums()).isEqualTo(two.sums());
        Arrivals.State partLast = arrivals.playExchanging(List.of(none, byBob, part(3, "ADA")));
        assertThat(partLast.sums()).isEqualTo(approved.sums());
        Arrivals.State parts = arrivals.playExchanging(List.of(none, part(1, "ADA"), part(2, "BOB"), byEve));
        assertThat(parts.sums()).isEqualTo(two.sums());
        String pots = byBob.replace("\"TEA-1\"", "\"POT-1\"");
        Arrivals.State onTop = arrivals.playExchanging(List.of(byAda, pots, byEve.replace("\"TEA-1\"", "\"POT-1\"")));
        assertThat(onTop.sums())
                .containsOnly(
                        entry(ada.id() + " PENDING", "[100.00, 10.00]"),
                        entry(eve.id() + " PENDING", "[100.00, 6.00]"));
    }

    @Test
    void who_loses_is_kept_to_be_looked_at_in_whatever_order_the_shop_tells() {
        Arrivals all = Arrivals.all(merchant, this::send);
        String linked = linked(1).replace("\"ADA\"", "\"NONE\"");
        String byBob = linked(2).replace("\"ADA\"", "\"BOB\"");
        String byAda = linked(3);
        Arrivals.State shown = all.play(List.of(linked, byBob, byAda));
        assertThat(shown.firsts())
                .containsExactlyInAnyOrder(
                        eve.id() + " PENDING ", bob.id() + " UNQUALIFIED ", ada.id() + " UNQUALIFIED ");
        assertThat(all.play(List.of(byAda, byBob)).firsts()).isEqualTo(shown.firsts());
    }

    /** The shop itself does not say which of the two came first: it is the same one whichever is heard first. */
    @Test
    void two_messages_of_the_same_time_credit_the_same_affiliate_in_either_order() {
        Arrivals.State same =
                Arrivals.all(merchant, this::send).playExchanging(List.of(order(1, "ADA", ""), order(1, "BOB", "")));
        assertThat(same.sums()).containsExactly(entry(ada.id() + " PENDING", "[100.00, 10.00]"));
    }

    @Test
    void what_was_paid_to_who_was_credited_too_early_is_taken_back() {
        shop.send(order(2, "BOB", "")).expect(200);
        merchant.post("/api/v1/payments", "{\"affiliate_id\":" + bob.id() + "}").expect(201);
        String order = shop.send(order(1, "ADA", "")).expect(200).text("/order");
        assertThat(merchant.get("/api/v1/orders/" + order).json().path("conversions"))
                .extracting(one -> one.path("affiliate_id").asString() + " "
                        + one.path("status").asString() + " "
                        + one.path("commission_total").asString())
                .containsExactlyInAnyOrder(
                        bob.id() + " APPROVED 20.00", bob.id() + " APPROVED -20.00", ada.id() + " PENDING 10.00");
        assertThat(merchant.topics("conversion."))
                .contains("conversion.refunded")
                .doesNotContain("conversion.denied");
    }

    private Answer send(String message, long number) {
        return shop.send(message.replace("\"1000\"", "\"5000" + number + "\"")
                .replace("1000,", "5000" + number + ",")
                .replace("7001,", "6000" + number + ","));
    }

    private String linked(int minute) {
        return order(minute, "ADA", "").replace("landing_site\": \"/", "landing_site\": \"/?" + eve.link());
    }

    private static String part(int minute, String coupon) {
        return """
                {"id": 1000, "updated_at": "2026-04-30T10:0%d:00Z", "discount_codes": [{"code": "%s"}]}""".formatted(minute, coupon);
    }

    private static String refund() {
        return """
                {"id": 7001, "order_id": 1000, "created_at": "2026-04-30T11:00:00Z", "order_adjustments": [],
                 "refund_line_items": [{"id": 3, "quantity": 1, "line_item_id": 2, "subtotal": 40.0, "total_tax": 0.0}],
                 "transactions": [{"id": 1, "kind": "refund", "status": "success", "amount": "40.00", "currency": "USD"}]}""";
    }

    private static String order(int minute, String coupon, String email) {
        return String.format(
                Locale.ROOT,
                """
                {"id": 1000, "order_number": 1, "currency": "USD", "total_price": "100.00", "subtotal_price": "100.00",
                 "created_at": "2026-04-30T10:00:00Z", "updated_at": "2026-04-30T10:%02d:00Z", "financial_status": "paid",
                 "refunds": [], "cancelled_at": null, "landing_site": "/", "customer": null, "shipping_lines": [],
                 "email": "%s", "discount_codes": [%s],
                 "line_items": [
                   {"id": 1, "name": "Tea", "quantity": 1, "current_quantity": 1, "price": "60.00", "sku": "TEA-1"},
                   {"id": 2, "name": "Tin", "quantity": 1, "current_quantity": 1, "price": "40.00", "sku": "TEA-2"}]}""",
                minute,
                email,
                coupon.isEmpty()
                        ? ""
                        : "{\"code\": \"" + coupon + "\", \"amount\": \"0.00\", \"type\": \"fixed_amount\"}");
    }
}
