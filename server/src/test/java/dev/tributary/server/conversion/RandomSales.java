package dev.tributary.server.conversion;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.order.Order;
import dev.tributary.server.order.OrderLine;
import dev.tributary.server.order.Refund;
import dev.tributary.server.order.RefundLine;
import dev.tributary.server.order.Refunded;
import dev.tributary.server.order.Sale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Sales, terms and refunds as they may come, of one chance. */
final class RandomSales {
    private RandomSales() {}

    static Sale sale(RandomGenerator random) {
        Currency currency = Currency.getInstance(List.of("USD", "JPY", "KWD").get(random.nextInt(3)));
        int scale = currency.getDefaultFractionDigits();
        boolean included = random.nextBoolean();
        List<OrderLine> lines = new ArrayList<>();
        BigDecimal earning = BigDecimal.ZERO;
        for (int i = random.nextInt(5); i >= 0; i--) {
            OrderLine line = line(random, scale, included, i);
            lines.add(line);
            if (!line.giftCard()) {
                earning = earning.add(line.price()
                        .multiply(BigDecimal.valueOf(line.quantity()))
                        .subtract(line.discount()));
            }
        }
        BigDecimal discount = random.nextBoolean() ? upTo(random, earning, scale) : BigDecimal.ZERO.setScale(scale);
        BigDecimal shipping = BigDecimal.valueOf(random.nextInt(3) * random.nextLong(5_000), scale);
        BigDecimal tax = BigDecimal.valueOf(included ? 0 : random.nextLong(5_000), scale);
        return Given.summed(Given.sale(currency, discount, shipping, tax, lines), lines);
    }

    private static OrderLine line(RandomGenerator random, int scale, boolean included, int number) {
        int quantity = 1 + random.nextInt(4);
        BigDecimal price = BigDecimal.valueOf(random.nextInt(6) == 0 ? 0 : random.nextLong(20_000), scale);
        BigDecimal worth = price.multiply(BigDecimal.valueOf(quantity));
        BigDecimal discount = random.nextInt(3) == 0 ? upTo(random, worth, scale) : BigDecimal.ZERO.setScale(scale);
        return new OrderLine(
                Optional.of("S" + random.nextInt(4)),
                Optional.empty(),
                quantity,
                price,
                discount,
                included ? upTo(random, worth.subtract(discount), scale) : BigDecimal.ZERO.setScale(scale),
                random.nextInt(8) == 0,
                Optional.of("line-" + number));
    }

    static BigDecimal upTo(RandomGenerator random, BigDecimal most, int scale) {
        long units = most.movePointRight(scale).longValueExact();
        return BigDecimal.valueOf(units == 0 ? 0 : random.nextLong(units + 1), scale);
    }

    static Terms terms(RandomGenerator random, Currency currency) {
        Terms rest = rate(random, currency);
        return random.nextBoolean()
                ? rest
                : new Terms.BySku(rest, Map.of("S0", rate(random, currency, 1), "S1", rate(random, currency, 1)));
    }

    private static Terms rate(RandomGenerator random, Currency currency) {
        return rate(random, currency, 0);
    }

    /**
     * One of the rates.
     *
     * @param from 1 for those that a SKU may have
     */
    private static Terms rate(RandomGenerator random, Currency currency, int from) {
        int scale = currency.getDefaultFractionDigits();
        return switch (random.nextInt(from, 4)) {
            case 0 -> new Terms.PerOrder(BigDecimal.valueOf(random.nextLong(5_000), scale));
            case 1 -> new Terms.PerItem(BigDecimal.valueOf(random.nextLong(500), scale));
            default -> new Terms.PercentOfSale(BigDecimal.valueOf(random.nextLong(10_001), 2));
        };
    }

    static AttributionRules rules(RandomGenerator random) {
        return new AttributionRules(false, false, true, random.nextBoolean(), random.nextBoolean());
    }

    static Set<String> skus(RandomGenerator random, Sale sale) {
        return random.nextInt(3) == 0
                ? Set.of(sale.lines().getFirst().upperSku().orElseThrow(), "S9")
                : Set.of();
    }

    /** All of an order in random parts: pieces, shipping, tax, or at some point amounts alone. */
    static List<Refund> refunds(RandomGenerator random, Sale sale) {
        int scale = sale.currency().getDefaultFractionDigits();
        boolean amounts = random.nextInt(3) == 0;
        List<Refund> parts = new ArrayList<>();
        BigDecimal left = sale.total();
        for (OrderLine line : sale.lines()) {
            for (int piece = amounts ? 1 + random.nextInt(3) : 0; piece < line.quantity(); piece++) {
                parts.add(new Refund(
                        "piece " + parts.size(),
                        Given.ORDERED.plusSeconds(random.nextInt(9)),
                        Optional.empty(),
                        List.of(RefundLine.ofShopLine(line.shopLine().orElseThrow(), 1, Optional.empty())),
                        Optional.empty(),
                        amounts || random.nextBoolean() ? Optional.of(BigDecimal.ZERO) : Optional.empty(),
                        false));
            }
        }
        if (amounts) {
            Order order = Books.order(sale);
            left = left.subtract(Refunded.of(order, parts).total());
            while (left.signum() > 0) {
                BigDecimal part = upTo(random, left, scale).max(BigDecimal.ONE.movePointLeft(scale));
                parts.add(Refund.ofAmount("amount " + parts.size(), Given.ORDERED, part));
                left = left.subtract(part);
                if (parts.size() > 30) {
                    parts.add(Refund.ofAmount("last", Given.ORDERED, left));
                    left = BigDecimal.ZERO;
                }
            }
            parts.add(Refund.ofAmount("odd cents", Given.ORDERED, BigDecimal.ONE.movePointLeft(scale)));
        } else {
            parts.addAll(extras("shipping", sale.shipping(), random, scale));
            parts.addAll(extras("tax", sale.tax(), random, scale));
        }
        return parts;
    }

    private static List<Refund> extras(String what, BigDecimal amount, RandomGenerator random, int scale) {
        BigDecimal some = upTo(random, amount, scale);
        List<Refund> parts = new ArrayList<>();
        for (BigDecimal part : List.of(some, amount.subtract(some).setScale(scale, RoundingMode.UNNECESSARY))) {
            Optional<BigDecimal> told = Optional.of(part);
            parts.add(new Refund(
                    what + parts.size(),
                    Given.ORDERED,
                    told,
                    List.of(),
                    what.equals("shipping") ? told : Optional.empty(),
                    what.equals("tax") ? told : Optional.empty(),
                    false));
        }
        return parts;
    }
}
