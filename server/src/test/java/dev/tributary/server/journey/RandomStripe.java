package dev.tributary.server.journey;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.Signing;
import dev.tributary.testkit.SettableClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An account of Stripe's on a random day: checkouts, subscriptions that renew, and what is given back of both. */
final class RandomStripe extends RandomShop<Signing, RandomStripe.Sale> {

    /** What was bought, the payment by which, and how much of that was given back. */
    static final class Sale {
        final ToldOrder told = new ToldOrder(false);
        final String subscription;
        final String payment;
        final String invoice;
        final int cents;
        int back;

        Sale(int number, String subscription, int cents) {
            this.subscription = subscription;
            this.payment = "pi_" + number;
            this.invoice = subscription.isEmpty() ? "" : "in_" + number;
            this.cents = cents;
            if (!invoice.isEmpty()) {
                told.unnamed();
            }
        }
    }

    RandomStripe(Chance chance, Merchant merchant, RandomPeople people, SettableClock clock) {
        super("Stripe", chance, merchant, people, clock);
    }

    @Override
    Signing connect(Merchant merchant) {
        return Signing.shop(merchant, "stripe");
    }

    @Override
    String path(Signing door) {
        return door.path();
    }

    @Override
    Answer send(Signing door, String body) {
        return door.stripe(body, clock.instant());
    }

    @Override
    ToldOrder told(RandomStripe.Sale sale) {
        return sale.told;
    }

    @Override
    Map<String, Runnable> own() {
        Map<String, Runnable> things = new LinkedHashMap<>();
        things.put("sells", this::sell);
        things.put("begins a subscription", this::subscribe);
        things.put("renews", this::renew);
        things.put("gives back", this::giveBack);
        return things;
    }

    private void sell() {
        Sale sale = newSale("");
        post.send(List.of(checkout(sale)));
    }

    private void subscribe() {
        Sale sale = newSale("sub_" + sales.size());
        post.send(List.of(checkout(sale), payment(sale)));
    }

    private void renew() {
        sales.stream()
                .filter(sale -> !sale.subscription.isEmpty())
                .reduce((a, b) -> chance.oneIn(2) ? a : b)
                .ifPresent(first -> {
                    Sale renewal = newSale(first.subscription);
                    post.send(
                            chance.oneIn(2)
                                    ? List.of(invoice(renewal), payment(renewal))
                                    : List.of(payment(renewal), invoice(renewal)));
                });
    }

    private void giveBack() {
        sales.stream()
                .filter(sale -> sale.back < sale.cents)
                .reduce((a, b) -> chance.oneIn(3) ? a : b)
                .ifPresent(sale -> {
                    int left = sale.cents - sale.back;
                    sale.back += chance.oneIn(3) ? left : 1 + chance.below(left);
                    post.send(List.of(refund(sale)));
                });
    }

    private Sale newSale(String subscription) {
        Sale sale = new Sale(sales.size(), subscription, 100 + chance.below(20_000));
        sales.add(sale);
        return sale;
    }

    private Post.Message checkout(Sale sale) {
        Instant at = later();
        Partner partner = people.any();
        boolean linked = chance.oneIn(2);
        String email = chance.any(people.emails);
        sale.told.link = Optional.of(partner.id()).filter(link -> linked);
        String object = """
                "id":"cs_%s","object":"checkout.session","mode":"%s","payment_status":"paid","amount_subtotal":%d,\
                "amount_total":%d,"currency":"usd","client_reference_id":%s,"customer_details":{"email":"%s"},\
                "metadata":{"coupon":"%s"},"invoice":%s,"subscription":%s,"payment_intent":%s""".formatted(
                        sale.payment,
                        sale.invoice.isEmpty() ? "payment" : "subscription",
                        sale.cents,
                        sale.cents,
                        linked ? text(partner.id() + "_" + partner.code()) : "null",
                        email,
                        chance.oneIn(2) ? "none" : people.anyCoupon(),
                        text(sale.invoice),
                        text(sale.subscription),
                        sale.invoice.isEmpty() ? text(sale.payment) : "null");
        return sold(sale, at, event("checkout.session.completed", at, object));
    }

    private Post.Message invoice(Sale sale) {
        Instant at = later();
        String object = """
                "id":"%s","object":"invoice","billing_reason":"subscription_cycle","currency":"usd","number":"N-%s",\
                "customer_email":"%s","total":%d,"subtotal":%d,"lines":{"data":[{"id":"il_%s","amount":%d,"quantity":1}]},\
                "parent":{"subscription_details":{"subscription":"%s"}}""".formatted(
                        sale.invoice,
                        sale.invoice,
                        chance.any(people.emails),
                        sale.cents,
                        sale.cents,
                        sale.invoice,
                        sale.cents,
                        sale.subscription);
        return sold(sale, at, event("invoice.paid", at, object));
    }

    private static Post.Message sold(Sale sale, Instant at, String body) {
        BigDecimal total = BigDecimal.valueOf(sale.cents, 2);
        ToldOrder.Line line = new ToldOrder.Line(1, "", 1, 0, total);
        ToldOrder.Contents contents =
                new ToldOrder.Contents(at, "OPEN", List.of(line), total, BigDecimal.ZERO, Set.of(sale.payment));
        return new Post.Message(sale.told, body, () -> sale.told.told(contents));
    }

    private Post.Message payment(Sale sale) {
        Instant at = later();
        String object = """
                "id":"inpay_%s","object":"invoice_payment","invoice":"%s","status":"paid",\
                "payment":{"type":"payment_intent","payment_intent":"%s"}""".formatted(sale.payment, sale.invoice, sale.payment);
        return new Post.Message(sale.told, event("invoice_payment.paid", at, object), sale.told::named);
    }

    /** Tells the sum of what was given back so far. */
    private Post.Message refund(Sale sale) {
        Instant at = later();
        BigDecimal back = BigDecimal.valueOf(sale.back, 2);
        ToldOrder.Given given = new ToldOrder.Given(sale.payment, back, Map.of(), back);
        String object = """
                "id":"ch_%s","object":"charge","amount":%d,"amount_refunded":%d,"currency":"usd","payment_intent":"%s\"""".formatted(sale.payment, sale.cents, sale.back, sale.payment);
        return new Post.Message(sale.told, event("charge.refunded", at, object), () -> sale.told.told(given));
    }

    private String event(String type, Instant at, String object) {
        return """
                {"id":"evt_%d","object":"event","api_version":"2025-03-31.basil","created":%d,"livemode":true,\
                "type":"%s","data":{"object":{%s,"livemode":true}}}""".formatted(at.getEpochSecond(), at.getEpochSecond(), type, object);
    }

    private static String text(String text) {
        return text.isEmpty() ? "null" : "\"" + text + "\"";
    }
}
