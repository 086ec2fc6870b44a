package dev.tributary.server.conversion;

import dev.tributary.server.order.Commissionable;
import dev.tributary.server.order.OrderLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much a conversion earns. Rounded half-even per line, so that the parts add up to the total to the cent. */
final class Commission {
    private Commission() {}

    /** The commission, at the currency's scale, never negative. */
    static BigDecimal of(Terms terms, Commissionable basis, Currency currency) {
        int scale = currency.getDefaultFractionDigits();
        return switch (terms) {
            case Terms.PercentOfSale(BigDecimal percent) ->
                basis.lines().stream()
                        .map(line -> percentOf(line.net(), percent, scale))
                        .reduce(percentOf(basis.extras(), percent, scale), BigDecimal::add);
            case Terms.PerItem(BigDecimal amount) ->
                amount.multiply(BigDecimal.valueOf(pieces(basis.lines()))).setScale(scale, RoundingMode.HALF_EVEN);
            case Terms.PerOrder(BigDecimal amount) ->
                basis.lines().isEmpty()
                        ? BigDecimal.ZERO.setScale(scale)
                        : amount.setScale(scale, RoundingMode.HALF_EVEN);
            case Terms.NotInThisCurrency() -> BigDecimal.ZERO.setScale(scale);
            case Terms.BySku(Terms rest, Map<String, Terms> skus) -> bySku(rest, skus, basis, currency);
        };
    }

    /** What is paid for an amount that no order stands for: it counts as one item without a SKU. */
    static BigDecimal of(Terms terms, BigDecimal amount, Currency currency) {
        BigDecimal zero = BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits());
        OrderLine line = new OrderLine(Optional.empty(), Optional.empty(), 1, amount, zero, zero, false);
        return of(terms, new Commissionable(List.of(new Commissionable.Line(line, amount)), zero), currency);
    }

    private static BigDecimal bySku(Terms rest, Map<String, Terms> skus, Commissionable basis, Currency currency) {
        BigDecimal none = BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits());
        BigDecimal special = none;
        List<Commissionable.Line> others = new ArrayList<>();
        for (Commissionable.Line line : basis.lines()) {
            Optional<Terms> own = line.line().upperSku().flatMap(sku -> Optional.ofNullable(skus.get(sku)));
            if (own.isEmpty()) {
                others.add(line);
            } else {
                special = special.add(of(own.get(), new Commissionable(List.of(line), none), currency));
            }
        }
        return special.add(of(rest, new Commissionable(List.copyOf(others), basis.extras()), currency));
    }

    private static BigDecimal percentOf(BigDecimal net, BigDecimal percent, int scale) {
        return net.multiply(percent).movePointLeft(2).setScale(scale, RoundingMode.HALF_EVEN);
    }

    private static long pieces(List<Commissionable.Line> lines) {
        return lines.stream().mapToLong(line -> line.line().quantity()).sum();
    }
}
