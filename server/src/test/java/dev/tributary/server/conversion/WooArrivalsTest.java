package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Signing;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever WooCommerce's messages about an order arrive in, they end in the same. */
@Tag("database")
class WooArrivalsTest {
    private static final String ORDER = Signing.message("woocommerce/order-727.json");
    private static final String TEN = "{\"id\": 9001, \"reason\": \"\", \"total\": \"-10.00\"}";
    private static final String REST = "{\"id\": 9002, \"reason\": \"\", \"total\": \"-19.35\"}";

    private final Merchant merchant = SharedServer.server().merchant();
    private final Signing shop = Signing.shop(merchant, "woocommerce");
    private final Partner email;
    private final Partner sku;
    private final Partner pot;

    WooArrivalsTest() {
        merchant.rules(new AttributionRules(false, true, true, true, false));
        email = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ",\"auto_approve_days\":5"), "ada", "");
        sku = merchant.partner(merchant.offer("PERCENT_OF_SALE", "12.5", ",\"auto_approve_days\":0"), "bob", "");
        merchant.trigger(email, "EMAIL", "john.doe@example.com");
        merchant.trigger(sku, "SKU", "BAR3");
        pot = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "eve", "");
        merchant.trigger(pot, "SKU", "POT-1");
    }

    @Test
    void some_orders_of_arrival_end_in_the_same() {
        Arrivals some = Arrivals.some(merchant, this::send);
        statuses(some);
        refunds(some);
        edits(some);
        renewals(some);
    }

    @Test
    @Tag("long")
    void all_orders_of_arrival_end_in_the_same() {
        Arrivals all = Arrivals.all(merchant, this::send);
        statuses(all);
        refunds(all);
        edits(all);
        renewals(all);
    }

    private void statuses(Arrivals arrivals) {
        String pending = at("pending", 1);
        Arrivals.State sold =
                arrivals.play(List.of(pending, at("on-hold", 2), at("processing", 3), at("completed", 4)));
        assertThat(sold.firsts()).containsExactlyInAnyOrder(email.id() + " PENDING ", sku.id() + " APPROVED ");
        Arrivals.State never = arrivals.play(List.of(pending, at("cancelled", 2)));
        assertThat(never.order()).isEqualTo("CANCELLED");
        assertThat(never.firsts()).isEmpty();
        Arrivals.State late = arrivals.play(List.of(pending, at("cancelled", 2), at("processing", 3)));
        assertThat(late).isEqualTo(sold);
        Arrivals.State again = arrivals.playChanging(
                List.of(pending, at("on-hold", 2), at("failed", 3), at("pending", 4), at("processing", 5)));
        assertThat(again.firsts()).isEqualTo(sold.firsts());
        assertThat(again.sums()).isEqualTo(sold.sums());
        Arrivals.State gone = arrivals.play(List.of(at("processing", 2), at("completed", 3), at("cancelled", 4)));
        assertThat(gone.firsts())
                .containsExactlyInAnyOrder(email.id() + " DENIED ORDER_CANCELLED", sku.id() + " APPROVED ");
        assertThat(gone.sums()).isEmpty();
        arrivals.play(List.of(at("processing", 2), at("cancelled", 2), at("completed", 2)));
    }

    private void refunds(Arrivals arrivals) {
        String some = with(at("processing", 3), TEN);
        Arrivals.State partly = arrivals.play(List.of(at("on-hold", 1), at("processing", 2), some));
        assertThat(partly.refunded()).isEqualTo("10.00 in 1");
        String all = with(at("refunded", 4), TEN + "," + REST);
        Arrivals.State back = arrivals.play(List.of(at("processing", 2), some, all));
        assertThat(back.firsts()).contains(email.id() + " DENIED ORDER_RETURNED");
        String cancelled = with(at("cancelled", 5), TEN + "," + REST);
        Arrivals.State gone = arrivals.play(List.of(at("processing", 2), some, all, cancelled));
        assertThat(gone.firsts()).contains(email.id() + " DENIED ORDER_CANCELLED");
        String revived = with(cheaper(at("processing", 6)), TEN);
        Arrivals.State mended =
                arrivals.playChanging(List.of(at("on-hold", 1), some, with(at("failed", 5), TEN), revived));
        assertThat(mended.order()).isEqualTo("OPEN");
        Arrivals.State edited = arrivals.play(List.of(at("processing", 2), cheaper(at("processing", 3)), some));
        assertThat(edited.order()).isEqualTo("OPEN");
    }

    /** Lines that go without a trace, and clues that come and go. */
    private void edits(Arrivals arrivals) {
        String two = at("processing", 2);
        String both = pots(two);
        Arrivals.State lost = arrivals.play(List.of(both, at("processing", 3)));
        assertThat(lost.firsts())
                .containsExactlyInAnyOrder(
                        email.id() + " PENDING ", sku.id() + " APPROVED ", pot.id() + " DENIED ORDER_CANCELLED");
        assertThat(lost.sums())
                .containsExactly(
                        entry(email.id() + " PENDING", "[29.35, 2.80]"),
                        entry(sku.id() + " APPROVED", "[29.35, 1.50]"));
        assertThat(lost.told()).contains(pot.id() + " conversion.created", pot.id() + " conversion.denied");
        Arrivals.State back = arrivals.playChanging(List.of(both, at("processing", 3), pots(at("completed", 4))));
        assertThat(back.firsts()).contains(pot.id() + " PENDING ");
        assertThat(back.sums()).containsEntry(pot.id() + " PENDING", "[69.35, 4.00]");
        String bare = pots(without(at("processing", 3)));
        Arrivals.State paid = arrivals.play(List.of(pots(two), pots(at("on-hold", 1)), bare));
        assertThat(paid.firsts()).contains(sku.id() + " APPROVED ");
        assertThat(paid.sums()).containsEntry(sku.id() + " APPROVED", "[57.35, 0.00]");
        Arrivals.State gone = arrivals.play(List.of(both, without(at("processing", 3)), at("cancelled", 4)));
        assertThat(gone.firsts())
                .contains(email.id() + " DENIED ORDER_CANCELLED", pot.id() + " DENIED ORDER_CANCELLED");
        assertThat(gone.sums()).isEmpty();
        arrivals.play(List.of(both, with(at("processing", 3), TEN), with(at("refunded", 4), TEN + "," + REST)));
        Arrivals.State stranger = arrivals.play(List.of(two, of("jane@example.com", at("processing", 3))));
        assertThat(stranger.firsts()).contains(email.id() + " PENDING ");
        Arrivals.State met = arrivals.play(List.of(of("jane@example.com", two), at("processing", 3)));
        assertThat(met.firsts()).isEqualTo(stranger.firsts());
        String nobody = of("jane@example.com", without(at("completed", 4)));
        Arrivals.State past = arrivals.play(List.of(of("jane@example.com", both), at("processing", 3), nobody));
        assertThat(past.firsts()).hasSize(3);
        assertThat(past.sums())
                .containsEntry(sku.id() + " APPROVED", "[17.35, 0.00]")
                .hasSize(2);
    }

    /** The renewal comes before what ties it, or after. Nobody holds its customer's address. */
    private void renewals(Arrivals arrivals) {
        String first = at("processing", 2);
        String subscription =
                "{\"id\": 733, \"parent_id\": 727, \"billing_period\": \"month\", \"status\": \"active\"}";
        String renewal = first.replace("\"id\": 727,", "\"id\": 741,")
                .replace("\"number\": \"727\"", "\"number\": \"741\"")
                .replace("\"_download_permissions_granted\"", "\"_subscription_renewal\"")
                .replace("\"value\": \"yes\"", "\"value\": \"733\"")
                .replace("john.doe@example.com", "another@example.com")
                .replace("2017-03-22T", "2017-04-22T");
        Arrivals.State renewed = arrivals.play(List.of(first, subscription, renewal));
        assertThat(renewed.firsts()).containsExactlyInAnyOrder(email.id() + " PENDING ", sku.id() + " APPROVED ");
        String given = with(renewal, TEN).replace("T19:32", "T19:33");
        Arrivals.State back = arrivals.play(List.of(first, subscription, renewal, given));
        assertThat(back.firsts()).containsExactlyInAnyOrder(email.id() + " PENDING ", sku.id() + " APPROVED ");
        assertThat(back.refunded()).isEqualTo("10.00 in 1");
    }

    private Answer send(String message, long number) {
        return shop.woo(message.replace("\"id\": 727,", "\"id\": 5000" + number + ",")
                .replace("\"parent_id\": 727,", "\"parent_id\": 5000" + number + ",")
                .replace("\"id\": 741,", "\"id\": 7000" + number + ",")
                .replace("\"id\": 733,", "\"id\": 8000" + number + ",")
                .replace("\"value\": \"733\"", "\"value\": \"8000" + number + "\"")
                .replaceAll("\"id\": 900([12])", "\"id\": 6$1" + number));
    }

    private static String at(String status, int minute) {
        return ORDER.replace("\"status\": \"processing\"", "\"status\": \"" + status + "\"")
                .replace(
                        "\"date_modified_gmt\": \"2017-03-22T19:28:08\"",
                        "\"date_modified_gmt\": \"2017-03-22T19:3" + minute + ":00\"");
    }

    private static String with(String order, String refunds) {
        return order.replace("\"refunds\": []", "\"refunds\": [" + refunds + "]");
    }

    private static String of(String customer, String order) {
        return order.replace("john.doe@example.com", customer);
    }

    /** With a line more. */
    private static String pots(String order) {
        return order.replace("\"line_items\": [", """
                        "line_items": [
                            {"id": 320, "name": "Pot", "quantity": 2, "sku": "pot-1", "subtotal": "40.00", "total": "40.00"},""")
                .replace("\"total\": \"29.35\"", "\"total\": \"69.35\"")
                .replace("\"total\": \"17.35\"", "\"total\": \"57.35\"");
    }

    /** Nothing is left of the line of a SKU. */
    private static String without(String order) {
        return order.replace("\"quantity\": 1,", "\"quantity\": 0,")
                .replace("\"total\": \"29.35\"", "\"total\": \"17.35\"");
    }

    /** A line was made cheaper by hand. */
    private static String cheaper(String order) {
        return order.replace("\"total\": \"12.00\"", "\"total\": \"8.00\"")
                .replace("\"total\": \"29.35\"", "\"total\": \"25.35\"");
    }
}
