package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.UnfinishedDeliveries;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Notice;
import dev.tributary.webhooks.endpoint.Notices;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a day of events may go. As long as deliveries of its events are unfinished it stays, so that what is
 * due is tried to the end of its schedule, and what is held can still be released; the operator and the owners are warned
 * at the beginning of that grace. What is held or due at its end is cancelled, and says why.
 */
final class EndDay {
    private static final Logger LOG = LoggerFactory.getLogger(EndDay.class);
    private static final Duration PIECE = Duration.ofMinutes(10);
    /** A lease this old was left by a node of which nothing else is known any more. */
    private static final Duration LOST = Duration.ofHours(1);

    static final String TOO_OLD =
            "It was not delivered in all the time for which what happened is kept, and is no longer tried.";

    private final Duration grace;
    private final UuidV7 ids;

    /**
     * Gives a day this much time.
     *
     * @param grace at least as long as a delivery may be tried
     */
    EndDay(Duration grace, UuidV7 ids) {
        this.grace = grace;
        this.ids = ids;
    }

    /**
     * Whether nothing is left to be done for the day.
     *
     * @param stopping looked at now and then: what is left to be done is left then
     */
    boolean run(Connection open, Day day, Instant now, BooleanSupplier stopping) throws SQLException {
        Map<Owned, Long> waiting = new HashMap<>();
        long leased = 0;
        for (IdRange events : IdRange.cut(day.start(), day.end(), PIECE)) {
            if (stopping.getAsBoolean()) {
                return false;
            }
            List<UnfinishedDeliveries.Count> unfinished = UnfinishedDeliveries.count(open, events);
            if (unfinished.stream().anyMatch(count -> count.leased() > 0)) {
                UnfinishedDeliveries.reclaim(open, events, now, now.minus(LOST));
            }
            leased += unfinished.stream()
                    .mapToLong(UnfinishedDeliveries.Count::leased)
                    .sum();
            add(waiting, unfinished);
        }
        if (waiting.isEmpty()) {
            return leased == 0;
        }
        if (now.isBefore(since(open, day, now, waiting).plus(grace))) {
            return false;
        }
        return cancel(open, day, now, stopping) && leased == 0;
    }

    /** The day is gone. */
    void forget(Connection open, Day day) throws SQLException {
        Rows.update(open, "delete from ending_day where day = ?", day.date());
    }

    /** When it was first found with something unfinished: not before this time, if no node ran. */
    private Instant since(Connection open, Day day, Instant now, Map<Owned, Long> waiting) throws SQLException {
        Optional<Instant> before = known(open, day);
        if (before.isPresent()) {
            return before.get();
        }
        for (Map.Entry<Owned, Long> owned : waiting.entrySet()) {
            warn(open, day, now, owned.getKey(), owned.getValue());
        }
        Rows.update(open, "insert into ending_day (day, since) values (?, ?) on conflict do nothing", day.date(), now);
        return known(open, day).orElse(now);
    }

    private static Optional<Instant> known(Connection open, Day day) throws SQLException {
        return Rows.first(
                open, "select since from ending_day where day = ?", row -> Rows.time(row, "since"), day.date());
    }

    /** Owners hear of it once, however many days follow. Who dies in between has told some, and goes on with the rest. */
    private void warn(Connection open, Day day, Instant now, Owned owned, long count) throws SQLException {
        Instant end = now.plus(grace);
        LOG.atWarn()
                .addKeyValue("webhook", owned.endpoint())
                .addKeyValue("deliveries", count)
                .addKeyValue("day", day.date())
                .addKeyValue("cancelled_at", end)
                .log("deliveries are older than payloads are kept, and will be cancelled unless they are delivered");
        String reason = count == 1
                ? "1 delivery of events of " + day.date() + " waits."
                : count + " deliveries of events of " + day.date() + " wait.";
        Notices.addExpiring(
                open,
                new Notice(
                        ids.next(),
                        owned.account(),
                        owned.endpoint(),
                        OptionalInt.empty(),
                        Optional.of(end),
                        "",
                        reason,
                        now),
                now.minus(grace));
    }

    private static boolean cancel(Connection open, Day day, Instant now, BooleanSupplier stopping) throws SQLException {
        Map<Owned, Long> cancelled = new HashMap<>();
        for (IdRange events : IdRange.cut(day.start(), day.end(), PIECE)) {
            if (stopping.getAsBoolean()) {
                break;
            }
            add(cancelled, UnfinishedDeliveries.cancel(open, events, now, TOO_OLD));
        }
        cancelled.forEach((owned, count) -> LOG.atWarn()
                .addKeyValue("webhook", owned.endpoint())
                .addKeyValue("deliveries", count)
                .addKeyValue("day", day.date())
                .log("cancelled deliveries that waited longer than payloads are kept"));
        return !stopping.getAsBoolean();
    }

    private static void add(Map<Owned, Long> sum, List<UnfinishedDeliveries.Count> counts) {
        counts.stream()
                .filter(count -> count.waiting() > 0)
                .forEach(count -> sum.merge(new Owned(count.account(), count.endpoint()), count.waiting(), Long::sum));
    }

    private record Owned(AccountId account, EndpointId endpoint) {}
}
