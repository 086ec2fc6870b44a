package dev.tributary.server.journey;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.Signing;
import dev.tributary.testkit.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shop of WooCommerce's on a random day: edits, refunds, deletions, and subscriptions that renew. */
final class RandomWoo extends RandomShop<Signing, WooSale> {
    private final RandomMovingIn past;
    private final List<WooSale> subscribed = new ArrayList<>();

    RandomWoo(Chance chance, Merchant merchant, RandomPeople people, RandomMovingIn past, SettableClock clock) {
        super("WooCommerce", chance, merchant, people, clock);
        this.past = past;
    }

    @Override
    Signing connect(Merchant merchant) {
        return Signing.shop(merchant, "woocommerce");
    }

    @Override
    String path(Signing door) {
        return door.path();
    }

    @Override
    Answer send(Signing door, String body) {
        return door.woo(body);
    }

    @Override
    ToldOrder told(WooSale sale) {
        return sale.told;
    }

    @Override
    Map<String, Runnable> own() {
        Map<String, Runnable> things = new LinkedHashMap<>();
        things.put("sells", this::sell);
        things.put("edits", this::edit);
        things.put("gives back", this::giveBack);
        things.put("changes a status", this::changeStatus);
        things.put("deletes", this::delete);
        things.put("begins a subscription", this::subscribe);
        things.put("renews", this::renew);
        return things;
    }

    private void sell() {
        WooSale sale = newSale();
        if (chance.oneIn(2)) {
            Partner partner = people.any();
            sale.landing = partner.link();
            sale.told.link = Optional.of(partner.id()).filter(link -> !sale.email.endsWith("@partners.example"));
        }
        sale.status = chance.any(List.of("pending", "on-hold", "processing", "processing"));
        List<Post.Message> messages = new ArrayList<>(List.of(sale.message(later())));
        if (sale.status.equals("pending")) {
            sale.status = chance.any(List.of("processing", "completed", "cancelled", "failed"));
            messages.add(sale.message(later()));
        }
        post.send(messages);
    }

    private WooSale newSale() {
        Instant at = later();
        long id = 7000L + sales.size();
        Optional<String> known = past.anyNumber();
        WooSale sale = new WooSale(
                id,
                known.orElseGet(() -> String.valueOf(id)),
                known.isPresent() ? at.minus(Duration.ofHours(1)) : at,
                chance.oneIn(2));
        sale.told.past = known.isPresent();
        for (int i = 0; i <= chance.below(3); i++) {
            sale.add(chance);
        }
        sale.coupon = chance.oneIn(2) ? "" : people.anyCoupon();
        sale.email = chance.oneIn(6) ? "p1@partners.example" : chance.any(people.emails);
        sales.add(sale);
        return sale;
    }

    private void edit() {
        any().filter(sale -> !sale.isUndone()).ifPresent(sale -> {
            switch (chance.below(5)) {
                case 0 -> sale.add(chance);
                case 1 -> takeOut(sale);
                case 2 -> makeCheaper(sale);
                case 3 -> sale.coupon = chance.oneIn(2) ? "" : people.anyCoupon();
                default -> sale.email = chance.any(people.emails);
            }
            post.send(List.of(sale.message(later())));
        });
    }

    private void takeOut(WooSale sale) {
        SoldLine line = chance.any(sale.lines);
        sale.lines.remove(line);
        if (sale.lines.isEmpty() || sale.left().signum() < 0) {
            sale.lines.add(line);
        }
    }

    private void makeCheaper(WooSale sale) {
        SoldLine line = chance.any(sale.lines);
        BigDecimal before = line.discount;
        line.discount =
                SoldLine.tenths(chance.below(1 + line.price.movePointRight(1).intValue()));
        if (sale.left().signum() < 0) {
            line.discount = before;
        }
    }

    private void giveBack() {
        any().filter(sale -> !sale.isUndone() && sale.left().signum() > 0).ifPresent(sale -> {
            int cents = sale.left().movePointRight(2).intValueExact();
            sale.giveBack(BigDecimal.valueOf(chance.oneIn(3) ? cents : 1 + chance.below(cents), 2));
            if (sale.left().signum() == 0 && chance.oneIn(2)) {
                sale.status = "refunded";
            }
            post.send(List.of(sale.message(later())));
        });
    }

    /** What was cancelled or has failed may be opened again. */
    private void changeStatus() {
        any().ifPresent(sale -> {
            sale.status = chance.any(
                    List.of("processing", "completed", "on-hold", "cancelled", "failed", "refunded", "trash"));
            post.send(List.of(sale.message(later())));
        });
    }

    private void delete() {
        any().filter(sale -> chance.oneIn(2)).ifPresent(sale -> {
            sale.status = "trash";
            post.send(List.of(
                    new Post.Message(sale.told, "{\"id\":" + sale.id + "}", () -> sale.told.deleted(clock.instant()))));
        });
    }

    /** By an order, and a message that says which it was; either may come first. */
    private void subscribe() {
        WooSale first = newSale();
        Post.Message order = first.message(later());
        Post.Message subscription = new Post.Message(
                first.told,
                "{\"id\":%d,\"parent_id\":%d,\"billing_period\":\"month\",\"status\":\"active\"}"
                        .formatted(first.id + 90_000, first.id),
                () -> {});
        subscribed.add(first);
        post.send(chance.oneIn(3) ? List.of(subscription, order) : List.of(order, subscription));
    }

    private void renew() {
        if (!subscribed.isEmpty()) {
            WooSale first = chance.any(subscribed);
            WooSale renewal = newSale();
            renewal.renews = String.valueOf(first.id + 90_000);
            renewal.email = first.email;
            renewal.coupon = "";
            post.send(List.of(renewal.message(later())));
        }
    }
}
