package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.endpoint.FailingEndpoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Draws the conclusions about endpoints from outcomes just written, in their transaction: one that delivered does not
 * fail, one that is gone is disabled, one that only fails is counted, then warned of, then disabled.
 */
final class JudgeEndpoints {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Surroundings surroundings;
    private final DisableRule rule;
    private final DisableEndpoint disable;

    JudgeEndpoints(Surroundings surroundings, DisableRule rule, DisableEndpoint disable) {
        this.surroundings = surroundings;
        this.rule = rule;
        this.disable = disable;
    }

    /**
     * Judges by outcomes that were written, in the same transaction.
     *
     * @param written in any order; late attempts, which change nothing, are not among them
     */
    void by(Connection connection, List<Done> written) throws SQLException {
        List<Failing> all = count(connection, written);
        for (Done done : gone(written)) {
            disable.becauseGone(connection, done);
        }
        for (Failing failing : all) {
            judge(connection, failing);
        }
    }

    /** Before any endpoint is locked: everybody takes what says that it fails first, and then the endpoint. */
    private static List<Failing> count(Connection connection, List<Done> written) throws SQLException {
        List<FailingEndpoints.Streak> streaks = Streaks.of(written);
        Set<EndpointId> delivered = Streaks.delivered(written);
        if (!delivered.isEmpty()) {
            FailingEndpoints.over(
                    connection,
                    delivered,
                    streaks.stream().map(FailingEndpoints.Streak::endpoint).toList());
        }
        return streaks.isEmpty() ? List.of() : FailingEndpoints.add(connection, streaks);
    }

    /** In one order, against deadlocks. */
    private static List<Done> gone(List<Done> written) {
        return written.stream()
                .filter(done -> done.verdict() instanceof Verdict.Exhausted exhausted && exhausted.gone())
                .sorted(Comparator.comparing(done -> done.leased().endpoint().value()))
                .toList();
    }

    private void judge(Connection connection, Failing failing) throws SQLException {
        Instant now = surroundings.clock().instant();
        if (rule.disables(failing, now)) {
            disable.becauseFailing(connection, failing, sentence(failing));
            return;
        }
        warn(connection, failing, now);
    }

    /** Warns where that is due and was not done; never disables, which a failed attempt has to confirm. */
    void warn(Connection connection, Failing failing, Instant now) throws SQLException {
        OptionalInt warning = rule.warning(failing, now);
        if (warning.isPresent()) {
            disable.warn(connection, failing, warning.getAsInt(), sentence(failing));
        }
    }

    private static String sentence(Failing failing) {
        return "No delivery has succeeded since " + TIME.format(failing.since()) + ": " + failing.failures()
                + " attempts failed.";
    }
}
