package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import dev.tributary.server.api.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Stripe's webhooks arrive: checkouts whose {@code client_reference_id} is the link's value, renewals of
 * subscriptions, what invoices were paid by, and refunds. Whatever else it sends is answered and left.
 */
@RestController
class StripeDoor {
    /** An invoice of these is a payment after a subscription's first; the first repeats the checkout. */
    private static final Set<String> RENEWALS =
            Set.of("subscription_cycle", "subscription_update", "subscription_threshold", "subscription");

    private final TakeBodies bodies;
    private final Sources sources;
    private final Orders orders;
    private final StripePayments payments;
    private final SourceLights lights;
    private final InstantSource clock;

    StripeDoor(
            TakeBodies bodies,
            Sources sources,
            Orders orders,
            StripePayments payments,
            SourceLights lights,
            InstantSource clock) {
        this.bodies = bodies;
        this.sources = sources;
        this.orders = orders;
        this.payments = payments;
        this.lights = lights;
        this.clock = clock;
    }

    @PostMapping("/in/stripe/{token}")
    Map<String, Object> receive(@PathVariable String token, HttpServletRequest request) throws IOException {
        Sources.Opened opened =
                sources.behind(Origin.STRIPE, token).orElseThrow(() -> Problem.notFound("source at this URL"));
        return bodies.take(request, body -> receive(request, opened, body));
    }

    private Map<String, Object> receive(HttpServletRequest request, Sources.Opened opened, byte[] body) {
        verify(request, body, opened);
        Map<String, Object> answer = take(opened.source(), StripeEvent.read(Json.read(body)), body);
        lights.received(opened.source());
        return answer;
    }

    private void verify(HttpServletRequest request, byte[] body, Sources.Opened opened) {
        boolean valid = Optional.ofNullable(request.getHeader("Stripe-Signature"))
                .flatMap(StripeSignature::parse)
                .filter(signature -> signature.isRecent(clock.instant()))
                .filter(signature -> opened.signs(secret -> signature.fits(body, secret)))
                .isPresent();
        if (!valid) {
            lights.refused(opened.source());
            throw Problem.unauthorized("Stripe-Signature is missing, does not fit the body, or is more than "
                    + StripeSignature.TOLERANCE.toSeconds()
                    + " s off: check that the source has the endpoint's signing secret, and this machine's clock.");
        }
    }

    private Map<String, Object> take(Source source, StripeEvent event, byte[] body) {
        if (StripeEvent.CHECKOUTS.contains(event.type())) {
            return checkout(source, event, body);
        }
        if (StripeEvent.INVOICES.contains(event.type())) {
            return invoice(source, event, body);
        }
        if (StripeEvent.PAYMENTS.contains(event.type())) {
            return payment(source, event.object());
        }
        return StripeEvent.REFUNDS.contains(event.type()) ? refund(source, event, body) : ignored("not an order");
    }

    private Map<String, Object> checkout(Source source, StripeEvent event, byte[] body) {
        if (event.object().text("mode").filter("setup"::equals).isPresent()) {
            return ignored("nothing was sold");
        }
        if (event.object().text("payment_status").filter("unpaid"::equals).isPresent()) {
            return ignored("not paid yet");
        }
        StripeSale sale = new StripeSale(event);
        IncomingOrder order = sale.checkout(source.id(), body);
        payments.paid(source.account(), source.id(), order.key().orderId(), sale.payments());
        return answer(orders.follow(source.account(), order));
    }

    private Map<String, Object> invoice(Source source, StripeEvent event, byte[] body) {
        StripeSale sale = new StripeSale(event);
        IncomingOrder order = sale.invoice(source.id(), body);
        payments.paid(source.account(), source.id(), order.key().orderId(), sale.payments());
        boolean renews =
                event.object().text("billing_reason").filter(RENEWALS::contains).isPresent();
        if (renews) {
            return answer(orders.follow(source.account(), order));
        }
        return orders.settled(source.account(), order.key())
                .map(StripeDoor::answer)
                .orElseGet(() -> ignored("a subscription's first invoice, or none of a subscription"));
    }

    /** Says whose the refunds of a payment are, those among them that came before. */
    private Map<String, Object> payment(Source source, ShopNode paid) {
        String invoice = StripeEvent.id(paid, "invoice").orElseThrow(() -> paid.wrong("invoice", "is required"));
        List<String> names = paid.object("payment").map(StripeSale::payments).orElse(List.of());
        payments.paid(source.account(), source.id(), invoice, names);
        return orders.settled(source.account(), payments.key(source.id(), invoice))
                .map(StripeDoor::answer)
                .orElseGet(() -> ignored("the payment of an invoice that is no order yet"));
    }

    /** Stripe tells what a charge was given back in all, again with every refund. */
    private Map<String, Object> refund(Source source, StripeEvent event, byte[] body) {
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
                .map(StripeDoor::answer)
                .orElseGet(() -> Map.of("refund", "kept until its order comes"));
    }

    private static Map<String, Object> ignored(String why) {
        return Map.of("ignored", why);
    }

    private static Map<String, Object> answer(Receipt receipt) {
        List<Long> conversions =
                receipt.credits().stream().map(CreditOrder.Credit::id).toList();
        return Map.of("order", receipt.order().id().toString(), "conversions", conversions);
    }
}
