package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.event.FeedBreak;
import dev.tributary.webhooks.event.Imprint;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The incarnation of the database cluster. Feed positions hold transaction ids. These start again where a dump is
 * restored into another cluster, and go back where a cluster recovers to a point in time, is copied back, or is replaced
 * by a standby that had not yet heard of everything: then the epoch rises, and positions go on ascending.
 */
final class FeedEpoch {
    private static final Logger LOG = LoggerFactory.getLogger(FeedEpoch.class);
    /** Of the log that is written now: the control file hears of a new one later. */
    private static final String TIMELINE = "left(pg_walfile_name(pg_current_wal_lsn()), 8)";

    private FeedEpoch() {}

    private record Known(int epoch, boolean sameCluster, boolean sameTimeline, String imprint) {
        boolean isSame(Optional<Imprint> found) {
            return sameCluster
                    && sameTimeline
                    && (imprint.isEmpty()
                            || found.filter(now -> !now.was().equals(imprint)).isEmpty());
        }
    }

    /**
     * The epoch, raised if need be. To be called inside a transaction.
     *
     * @param found beside the database, at a start
     */
    static int current(Connection connection, Optional<Imprint> found) throws SQLException {
        Rows.update(connection, """
                insert into engine_state (system_identifier, timeline, epoch)
                select system_identifier::text, %s, 1 from pg_control_system()
                on conflict (only_row) do nothing
                """.formatted(TIMELINE));
        Known known = known(connection);
        int epoch = known.isSame(found) ? known.epoch() : raise(connection, known);
        Rows.update(connection, """
                update engine_state set timeline = %s, imprint = coalesce(?, imprint), epoch = ?,
                    system_identifier = (select system_identifier::text from pg_control_system())
                """.formatted(TIMELINE), found.map(Imprint::is), epoch);
        return epoch;
    }

    /** Whether all is as it was when the epoch was last looked at; cheap. */
    static boolean isUnchanged(Connection connection) throws SQLException {
        return Rows.first(
                        connection,
                        "select epoch from engine_state where timeline = " + TIMELINE,
                        row -> row.getInt("epoch"))
                .isPresent();
    }

    private static Known known(Connection connection) throws SQLException {
        return Rows.first(
                        connection,
                        """
                        select epoch, system_identifier = (select c.system_identifier::text from pg_control_system() c) as cluster,
                            timeline in ('', %s) as timeline, imprint
                        from engine_state for update
                        """.formatted(TIMELINE),
                        row -> new Known(
                                row.getInt("epoch"),
                                row.getBoolean("cluster"),
                                row.getBoolean("timeline"),
                                row.getString("imprint")))
                .orElseThrow();
    }

    /**
     * Others may be publishing. Readers see all of an older epoch at once, so that nothing of it may commit after this: it
     * waits for all transactions that have written events, and whoever writes one from now on sees the new epoch.
     */
    private static int raise(Connection connection, Known known) throws SQLException {
        Rows.update(connection, "set local lock_timeout = '500ms'"); // those who publish wait behind it
        Rows.update(connection, "lock table only event in share row exclusive mode");
        if (known.sameCluster()) {
            FeedBreak.after(connection, known.epoch());
        }
        LOG.atWarn()
                .addKeyValue("epoch", known.epoch() + 1)
                .log(
                        "the database was put back to an earlier state; readers of the feed who had come further are told");
        return known.epoch() + 1;
    }
}
