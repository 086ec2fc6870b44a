package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.IdRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** One day (UTC) of a table that is partitioned by day on its ids. */
record Day(String table, LocalDate date) implements Comparable<Day> {
    private static final DateTimeFormatter BASIC = DateTimeFormatter.BASIC_ISO_DATE;

    /** The day that a partition of this table holds, by its name. */
    static Day named(String table, String partition) {
        return new Day(table, LocalDate.parse(partition.substring(table.length() + 1), BASIC));
    }

    String partition() {
        return table + "_" + BASIC.format(date);
    }

    Instant start() {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant end() {
        return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    IdRange ids() {
        return IdRange.of(start(), end());
    }

    @Override
    public int compareTo(Day other) {
        return date.compareTo(other.date);
    }
}
