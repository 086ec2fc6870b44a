package dev.tributary.server.portal;

import dev.tributary.server.account.Money;
import dev.tributary.server.conversion.Earnings;
import dev.tributary.server.page.Format;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;

/**
 * What was earned in a stretch of time, in words.
 *
 * @param own the programme's currency, in which nothing is shown as nought
 */
public record Sums(List<Earnings> earnings, Currency own) {
    public String conversions() {
        return Format.count(earnings.stream().mapToLong(Earnings::conversions).sum());
    }

    public List<String> pending() {
        return amounts(Earnings::pending);
    }

    public List<String> approved() {
        return amounts(Earnings::approved);
    }

    public List<String> paid() {
        return amounts(Earnings::paid);
    }

    /** All that may still be, or has been, paid. */
    public List<String> all() {
        return amounts(one -> one.pending().add(one.approved()).add(one.paid()));
    }

    /** One amount for each currency that has any; never none. */
    private List<String> amounts(Function<Earnings, BigDecimal> which) {
        List<String> amounts = earnings.stream()
                .filter(one -> which.apply(one).signum() != 0)
                .map(one -> Format.money(which.apply(one), one.currency()))
                .toList();
        return amounts.isEmpty() ? List.of(Format.money(Money.zero(own).amount(), own)) : amounts;
    }
}
