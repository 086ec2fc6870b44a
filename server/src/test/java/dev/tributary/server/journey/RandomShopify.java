package dev.tributary.server.journey;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.Shop;
import dev.tributary.testkit.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shop of Shopify's on a random day: orders are edited, given back and cancelled, and what is told of it gets mixed up. */
final class RandomShopify extends RandomShop<Shop, ShopifySale> {
    private final RandomMovingIn past;

    RandomShopify(Chance chance, Merchant merchant, RandomPeople people, RandomMovingIn past, SettableClock clock) {
        super("Shopify", chance, merchant, people, clock);
        this.past = past;
    }

    @Override
    Shop connect(Merchant merchant) {
        return merchant.shop();
    }

    @Override
    String path(Shop door) {
        return door.path();
    }

    @Override
    Answer send(Shop door, String body) {
        return door.send(body);
    }

    @Override
    ToldOrder told(ShopifySale sale) {
        return sale.told;
    }

    @Override
    Map<String, Runnable> own() {
        Map<String, Runnable> things = new LinkedHashMap<>();
        things.put("sells", this::sell);
        things.put("edits", this::edit);
        things.put("gives back", this::giveBack);
        things.put("cancels", this::cancel);
        return things;
    }

    private void sell() {
        Instant at = later();
        long id = 820_000L + sales.size();
        Optional<String> known = past.anyNumber();
        ShopifySale sale = new ShopifySale(
                id,
                known.orElseGet(() -> String.valueOf(id)),
                known.isPresent() ? at.minus(Duration.ofHours(1)) : at,
                chance.oneIn(2),
                chance.oneIn(2));
        sale.told.past = known.isPresent();
        for (int i = 0; i <= chance.below(3); i++) {
            sale.lines.add(SoldLine.any(chance, sale.nextLine()));
        }
        exchangeCoupon(sale);
        exchangeCustomer(sale);
        if (chance.oneIn(2)) {
            Partner partner = people.any();
            sale.landing = partner.link();
            sale.told.link = Optional.of(partner.id()).filter(link -> !sale.email.endsWith("@partners.example"));
        }
        sale.paid = chance.oneIn(2);
        sales.add(sale);
        List<Post.Message> messages = new ArrayList<>(List.of(sale.message(at)));
        if (!sale.paid && chance.oneIn(2)) {
            sale.paid = true;
            messages.add(sale.message(later()));
        }
        post.send(messages);
    }

    private void edit() {
        any().filter(sale -> !sale.cancelled).ifPresent(sale -> {
            switch (chance.below(7)) {
                case 0 -> sale.lines.add(SoldLine.any(chance, sale.nextLine()));
                case 1 -> takeOut(sale);
                case 2 -> makeCheaper(sale);
                case 3 -> exchangeCustomer(sale);
                case 4 -> sale.paid = true;
                default -> exchangeCoupon(sale);
            }
            post.send(List.of(sale.message(later())));
        });
    }

    private void takeOut(ShopifySale sale) {
        List<SoldLine> there =
                sale.lines.stream().filter(line -> line.left() > 0).toList();
        if (!there.isEmpty()) {
            SoldLine line = chance.any(there);
            int pieces = 1 + chance.below(line.left());
            line.gone += pieces;
            if (sale.left().signum() < 0) { // the money went back before
                line.gone -= pieces;
            }
        }
    }

    private void makeCheaper(ShopifySale sale) {
        List<SoldLine> untouched =
                sale.lines.stream().filter(SoldLine::isUntouched).toList();
        if (!untouched.isEmpty()) {
            SoldLine line = chance.any(untouched);
            BigDecimal before = line.discount;
            line.discount = SoldLine.tenths(
                    chance.below(1 + line.price.movePointRight(1).intValue()));
            if (sale.left().signum() < 0) {
                line.discount = before;
            }
        }
    }

    private void exchangeCoupon(ShopifySale sale) {
        sale.coupon = chance.oneIn(3) ? "" : people.anyCoupon();
    }

    private void exchangeCustomer(ShopifySale sale) {
        sale.email = chance.oneIn(6) ? "p1@partners.example" : chance.any(people.emails);
    }

    /** By a message of its own, by one about the order, or by both in any order. */
    private void giveBack() {
        any().filter(sale -> !sale.cancelled && sale.left().signum() > 0).ifPresent(sale -> {
            Instant at = later();
            Optional<Map<SoldLine, Integer>> pieces = pieces(sale);
            Post.Message refund = pieces.isPresent()
                    ? sale.giveBack(at, pieces.get(), chance.oneIn(3))
                    : sale.giveBack(at, amount(sale.left()));
            Post.Message order = sale.message(later());
            post.send(
                    switch (chance.below(4)) {
                        case 0 -> List.of(refund);
                        case 1 -> List.of(order);
                        case 2 -> List.of(order, refund);
                        default -> List.of(refund, order);
                    });
        });
    }

    /** Some that are worth no more than what is left; empty where it is to be an amount. */
    private Optional<Map<SoldLine, Integer>> pieces(ShopifySale sale) {
        Map<SoldLine, Integer> pieces = new LinkedHashMap<>();
        BigDecimal worth = new BigDecimal("5.00");
        for (SoldLine line : sale.lines) {
            if (line.left() > 0 && chance.oneIn(2)) {
                int count = 1 + chance.below(line.left());
                pieces.put(line, count);
                worth = worth.add(line.worth(count).multiply(new BigDecimal("1.1")));
            }
        }
        boolean fits = !pieces.isEmpty() && worth.compareTo(sale.left()) <= 0;
        return Optional.of(pieces).filter(some -> fits && !chance.oneIn(4));
    }

    private BigDecimal amount(BigDecimal left) {
        int cents = left.movePointRight(2).intValueExact();
        return BigDecimal.valueOf(chance.oneIn(2) ? cents : 1 + chance.below(cents), 2);
    }

    private void cancel() {
        any().filter(sale -> !sale.cancelled).ifPresent(sale -> {
            List<Post.Message> messages = new ArrayList<>();
            if (sale.left().signum() > 0 && chance.oneIn(2)) {
                messages.add(sale.giveBack(later(), sale.left()));
            }
            sale.cancelled = true;
            messages.add(sale.message(later()));
            post.send(messages);
        });
    }
}
