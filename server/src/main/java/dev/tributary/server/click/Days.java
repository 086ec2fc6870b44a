package dev.tributary.server.click;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * Days one after another, as they are counted in a zone.
 *
 * @param last at most {@link #MOST} days from the first on; that one counts as well
 */
public record Days(LocalDate first, LocalDate last, ZoneId zone) {
    public static final int MOST = 366;

    public Days {
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MOST) {
            throw new IllegalArgumentException("from " + first + " to " + last + " is not 1 to " + MOST + " days");
        }
    }

    /** So many days, of which this moment's is the last. */
    public static Days until(Instant now, int count, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return new Days(today.minusDays(count - 1L), today, zone);
    }

    public Instant begin() {
        return first.atStartOfDay(zone).toInstant();
    }

    /** The first moment after them. */
    public Instant end() {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    List<LocalDate> all() {
        return Stream.iterate(first, day -> !day.isAfter(last), day -> day.plusDays(1))
                .toList();
    }
}
