package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Signing;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever Stripe's messages about a sale arrive in, they end in the same. */
@Tag("database")
class StripeArrivalsTest {
    private static final String PAYMENT = "pi_3MtwBwLkdIwHu7ix28a3tqPa";
    private static final String INVOICE_ID = "in_1MtHbELkdIwHu7ixl4OzzPMv";

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Signing shop = Signing.shop(merchant, "stripe");
    private final Partner ada = merchant.partner();
    private final String checkout =
            Signing.message("stripe/checkout-session-completed.json").replace("REFERENCE", ada.id() + "_" + ada.code());
    private final String invoice = Signing.message("stripe/invoice-paid.json");
    private final String payment = Signing.message("stripe/invoice-payment-paid.json");
    private final String refund = Signing.message("stripe/charge-refunded.json");

    @Test
    void some_orders_of_arrival_end_in_the_same() {
        Arrivals some = Arrivals.some(merchant, this::send);
        all(some);
        renewals(some);
    }

    @Test
    @Tag("long")
    void all_orders_of_arrival_end_in_the_same() {
        Arrivals all = Arrivals.all(merchant, this::send);
        all(all);
        renewals(all);
    }

    private void all(Arrivals arrivals) {
        Arrivals.State partly = arrivals.play(List.of(checkout, refund(1000), refund(5000)));
        assertThat(partly.order()).isEqualTo("OPEN");
        assertThat(partly.refunded()).isEqualTo("50.00 in 1");
        Arrivals.State back = arrivals.play(List.of(checkout, refund(1000), refund(5000), refund(10055)));
        assertThat(back.firsts()).containsExactly(ada.id() + " DENIED ORDER_RETURNED");
        String subscribed = checkout.replace("\"invoice\": null", "\"invoice\": \"" + INVOICE_ID + "\"")
                .replace("\"subscription\": null", "\"subscription\": \"sub_1MowQVLkdIwHu7ixeRlqHVzs\"")
                .replace("\"payment_intent\": \"" + PAYMENT + "\"", "\"payment_intent\": null");
        String first = invoice.replace("subscription_cycle", "subscription_create");
        String paid = payment.replace("pi_3MtHbELkdIwHu7ix00000002", PAYMENT);
        Arrivals.State began = arrivals.play(List.of(subscribed, first, paid, refund(1000), refund(10055)));
        assertThat(began.firsts()).isEqualTo(back.firsts());
        Arrivals.State older = arrivals.play(List.of(subscribed, naming(first), refund(1000), refund(10055)));
        assertThat(older.firsts()).isEqualTo(back.firsts());
        String other = refund(1975).replace("\"usd\"", "\"eur\"").replace(PAYMENT, PAYMENT + "2");
        Arrivals.State renewed = arrivals.play(List.of(
                invoice,
                paid,
                paid.replace(PAYMENT, PAYMENT + "2"),
                refund(1000).replace("\"usd\"", "\"eur\""),
                other));
        assertThat(renewed.order()).isEqualTo("RETURNED");
    }

    private void renewals(Arrivals arrivals) {
        String began = checkout.replace("\"invoice\": null", "\"invoice\": \"in_first\"")
                .replace("\"subscription\": null", "\"subscription\": \"sub_1MowQVLkdIwHu7ixeRlqHVzs\"")
                .replace("\"payment_intent\": \"" + PAYMENT + "\"", "\"payment_intent\": null");
        String paid = payment.replace("pi_3MtHbELkdIwHu7ix00000002", PAYMENT);
        String given = refund(2975).replace("\"usd\"", "\"eur\"");
        Arrivals.State renewed = arrivals.play(List.of(began, paid, invoice));
        assertThat(renewed.firsts()).containsExactly(ada.id() + " PENDING ");
        Arrivals.State back = arrivals.play(List.of(began, paid, given, invoice));
        assertThat(back.firsts()).containsExactly(ada.id() + " DENIED ORDER_RETURNED");
    }

    /** As before the version 2025-03-31.basil. */
    private static String naming(String invoice) {
        return invoice.replace("\"number\":", "\"payment_intent\": \"" + PAYMENT + "\", \"number\":");
    }

    private String refund(int soFar) {
        return refund.replace("\"amount_refunded\": 5000", "\"amount_refunded\": " + soFar);
    }

    private Answer send(String message, long number) {
        String own = message.replace(PAYMENT, "pi_" + number)
                .replace(INVOICE_ID, "in_" + number)
                .replace("in_first", "in_first_" + number)
                .replace("sub_1MowQVLkdIwHu7ixeRlqHVzs", "sub_" + number)
                .replace("cs_live_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u", "cs_" + number);
        return shop.stripe(own, server.bean(InstantSource.class).instant());
    }
}
