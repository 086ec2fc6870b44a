package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Takes Stripe's checkouts whose {@code client_reference_id} is the link's value, renewals of subscriptions, what
 * invoices were paid by, and refunds. Whatever else it sends is left.
 */
@Component
class TakeStripe implements TakeMessage {
    /** An invoice of these is a payment after a subscription's first; the first repeats the checkout. */
    private static final Set<String> RENEWALS =
            Set.of("subscription_cycle", "subscription_update", "subscription_threshold", "subscription");

    private final Orders orders;
    private final StripePayments payments;

    TakeStripe(Orders orders, StripePayments payments) {
        this.orders = orders;
        this.payments = payments;
    }

    @Override
    public Origin origin() {
        return Origin.STRIPE;
    }

    @Override
    public Taken take(Source source, byte[] body, Instant heard) {
        StripeEvent event = StripeEvent.read(Json.read(body));
        if (StripeEvent.CHECKOUTS.contains(event.type())) {
            return checkout(source, event, body);
        }
        if (StripeEvent.INVOICES.contains(event.type())) {
            return invoice(source, event, body);
        }
        if (StripeEvent.PAYMENTS.contains(event.type())) {
            return payment(source, event.object());
        }
        return StripeEvent.REFUNDS.contains(event.type()) ? refund(source, event, body) : Taken.ignored("not an order");
    }

    private Taken checkout(Source source, StripeEvent event, byte[] body) {
        if (event.object().text("mode").filter("setup"::equals).isPresent()) {
            return Taken.ignored("nothing was sold");
        }
        if (event.object().text("payment_status").filter("unpaid"::equals).isPresent()) {
            return Taken.ignored("not paid yet");
        }
        StripeSale sale = new StripeSale(event);
        IncomingOrder order = sale.checkout(source.id(), body);
        payments.paid(source.account(), source.id(), order.key().orderId(), sale.payments());
        return Taken.of(orders.follow(source.account(), order));
    }

    private Taken invoice(Source source, StripeEvent event, byte[] body) {
        StripeSale sale = new StripeSale(event);
        IncomingOrder order = sale.invoice(source.id(), body);
        payments.paid(source.account(), source.id(), order.key().orderId(), sale.payments());
        boolean renews =
                event.object().text("billing_reason").filter(RENEWALS::contains).isPresent();
        if (renews) {
            return Taken.of(orders.follow(source.account(), order));
        }
        return orders.settled(source.account(), order.key())
                .map(Taken::of)
                .orElseGet(() -> Taken.ignored("a subscription's first invoice, or none of a subscription"));
    }

    /** Says whose the refunds of a payment are, those among them that came before. */
    private Taken payment(Source source, ShopNode paid) {
        String invoice = StripeEvent.id(paid, "invoice").orElseThrow(() -> paid.wrong("invoice", "is required"));
        List<String> names = paid.object("payment").map(StripeSale::payments).orElse(List.of());
        payments.paid(source.account(), source.id(), invoice, names);
        return orders.settled(source.account(), payments.key(source.id(), invoice))
                .map(Taken::of)
                .orElseGet(() -> Taken.ignored("the payment of an invoice that is no order yet"));
    }

    /** Stripe tells what a charge was given back in all, again with every refund. */
    private Taken refund(Source source, StripeEvent event, byte[] body) {
        ShopNode charge = event.object();
        BigDecimal sum = charge.whole("amount_refunded")
                .map(units -> StripeMoney.of(units, StripeSale.currency(charge)))
                .orElseThrow(() -> charge.wrong("amount_refunded", "is required"));
        String payment = StripeEvent.id(charge, "payment_intent")
                .or(() -> charge.text("id"))
                .orElseThrow(() -> charge.wrong("payment_intent", "is required"));
        Optional<String> invoice = StripeEvent.id(charge, "invoice");
        OrderKey name = payments.key(source.id(), payment);
        Refund refund = Refund.soFar(name, event.at(), sum);
        return orders.refunded(source.account(), name, () -> {
                    OrderKey order = invoice.or(() -> payments.order(source.account(), source.id(), payment))
                            .map(key -> new OrderKey(name.source(), key))
                            .orElse(name);
                    return new IncomingRefund(order, refund, body);
                })
                .map(Taken::of)
                .orElseGet(() -> Taken.kept("refund"));
    }
}
