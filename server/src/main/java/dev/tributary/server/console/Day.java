package dev.tributary.server.console;

import dev.tributary.server.conversion.DayFigure;
import dev.tributary.server.conversion.Status;
import dev.tributary.server.page.Format;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/**
 * The conversions of one day. Tests are in no sum; they have rows of their own.
 *
 * @param conversions how many, all told
 * @param tests how many more are tests
 * @param commission pending and approved, in the account's own currency
 * @param rows tests last, by currency, the own one first, and status
 */
public record Day(long conversions, long tests, String commission, List<Row> rows) {
    /** Those of one status in one currency. */
    public record Row(String status, boolean test, long conversions, String total, String commission) {}

    static Day of(List<DayFigure> figures, Currency own) {
        BigDecimal earned = figures.stream()
                .filter(figure -> !figure.test())
                .filter(figure -> figure.currency().equals(own))
                .filter(figure -> figure.status() == Status.PENDING || figure.status() == Status.APPROVED)
                .map(DayFigure::commission)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Day(
                count(figures, false),
                count(figures, true),
                Format.money(earned, own),
                figures.stream()
                        .sorted(Comparator.comparing(DayFigure::test)
                                .thenComparing(figure -> !figure.currency().equals(own)))
                        .map(Day::row)
                        .toList());
    }

    private static long count(List<DayFigure> figures, boolean test) {
        return figures.stream()
                .filter(figure -> figure.test() == test)
                .mapToLong(DayFigure::conversions)
                .sum();
    }

    private static Row row(DayFigure figure) {
        return new Row(
                figure.status().name().toLowerCase(Locale.ROOT),
                figure.test(),
                figure.conversions(),
                Format.money(figure.total(), figure.currency()),
                Format.money(figure.commission(), figure.currency()));
    }
}
