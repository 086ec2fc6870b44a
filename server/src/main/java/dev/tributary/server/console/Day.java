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
 * The conversions of one day.
 *
 * @param conversions how many, all told
 * @param commission pending and approved, in the account's own currency
 * @param rows by currency, the own one first, and status
 */
public record Day(long conversions, String commission, List<Row> rows) {
    /** Those of one status in one currency. */
    public record Row(String status, long conversions, String total, String commission) {}

    static Day of(List<DayFigure> figures, Currency own) {
        BigDecimal earned = figures.stream()
                .filter(figure -> figure.currency().equals(own))
                .filter(figure -> figure.status() == Status.PENDING || figure.status() == Status.APPROVED)
                .map(DayFigure::commission)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Day(
                figures.stream().mapToLong(DayFigure::conversions).sum(),
                Format.money(earned, own),
                figures.stream()
                        .sorted(Comparator.comparing(
                                figure -> !figure.currency().equals(own)))
                        .map(Day::row)
                        .toList());
    }

    private static Row row(DayFigure figure) {
        return new Row(
                figure.status().name().toLowerCase(Locale.ROOT),
                figure.conversions(),
                Format.money(figure.total(), figure.currency()),
                Format.money(figure.commission(), figure.currency()));
    }
}
