package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.event.FeedStart;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Drops what is older than it is to be kept, by whole days: events first, the oldest first, each once nothing is left to
 * be done for it; then the attempts and the deliveries of days whose events are gone. A delivery is made on its event's
 * day or later, save by what clocks differ: so theirs go a day behind. Then what had only those deliveries to show for it.
 */
final class DropOldDays {
    private final Retention retention;
    private final EndDay end;
    private final DropDays days;

    DropOldDays(Retention retention, EndDay end, DropDays days) {
        this.retention = retention;
        this.end = end;
        this.days = days;
    }

    /**
     * On a connection that is in no transaction.
     *
     * @param stopping looked at now and then: the rest is left then
     */
    void run(Connection open, Instant now, BooleanSupplier stopping) throws SQLException {
        dropEvents(open, now, stopping);
        if (stopping.getAsBoolean()) {
            return;
        }
        LocalDate oldestEvents =
                days.days("event").stream().findFirst().map(Day::date).orElse(LocalDate.MAX);
        drop("attempt", now.minus(retention.payloads()), oldestEvents);
        drop("delivery", now.minus(retention.outcomes()), oldestEvents);
        forget(open);
    }

    private void dropEvents(Connection open, Instant now, BooleanSupplier stopping) throws SQLException {
        for (Day day : days.days("event")) {
            if (day.end().isAfter(now.minus(retention.payloads())) || !end.run(open, day, now, stopping)) {
                return; // in their order: a feed has one beginning
            }
            FeedStart.moveBehind(open, day.ids());
            if (!days.drop(day)) {
                return;
            }
            end.forget(open, day);
        }
    }

    private void drop(String table, Instant before, LocalDate oldestEvents) {
        List<Day> over = days.days(table).stream()
                .filter(day -> !day.end().isAfter(before))
                .filter(day -> day.date().plusDays(1).isBefore(oldestEvents))
                .toList();
        days.drop(over);
    }

    private void forget(Connection open) throws SQLException {
        List<Day> kept = days.days("delivery");
        if (!kept.isEmpty()) {
            ForgetEnded.before(open, kept.getFirst().start());
        }
    }
}
