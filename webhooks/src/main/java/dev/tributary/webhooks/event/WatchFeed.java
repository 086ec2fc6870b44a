package dev.tributary.webhooks.event;

import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the alarm once for every transaction that holds up the feed for long. Such a one may run in another database
 * of the cluster, or be prepared and belong to no process: so it is noticed by its id being the oldest for long, and
 * only then asked after. To be called every few seconds, by one thread; read by any.
 */
public final class WatchFeed {
    private static final Logger LOG = LoggerFactory.getLogger(WatchFeed.class);
    private static final Duration TOO_LONG = Duration.ofSeconds(10);

    private record Oldest(long xid, long sinceNanos) {}

    private final LongSupplier nanoTime;
    private @Nullable Oldest oldest;
    private volatile @Nullable FeedStall stall;

    public WatchFeed(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The transaction that holds up the feed now. */
    public Optional<FeedStall> stall() {
        return Optional.ofNullable(stall);
    }

    /** Looks once. */
    public void look(Connection connection) throws SQLException {
        long now = nanoTime.getAsLong();
        Optional<Long> running = oldestRunning(connection);
        Oldest before = oldest;
        if (running.isEmpty() || before == null || before.xid() != running.get()) {
            oldest = running.map(xid -> new Oldest(xid, now)).orElse(null);
            over();
            return;
        }
        Duration seenFor = Duration.ofNanos(now - before.sinceNanos());
        if (seenFor.compareTo(TOO_LONG) > 0) {
            raise(connection, before.xid(), seenFor);
        }
    }

    private void over() {
        FeedStall was = stall;
        if (was != null) {
            stall = null;
            LOG.atInfo().addKeyValue("transaction", was.xid()).log("the feed goes on: the long transaction has ended");
        }
    }

    private void raise(Connection connection, long xid, Duration seenFor) throws SQLException {
        FeedStall known = stall;
        if (known != null && known.xid() == xid) {
            stall = new FeedStall(xid, seenFor, known.who());
            return;
        }
        FeedStall found = new FeedStall(xid, seenFor, who(connection, xid));
        stall = found;
        LOG.atWarn()
                .addKeyValue("transaction", xid)
                .addKeyValue("who", found.who())
                .addKeyValue("seconds", seenFor.toSeconds())
                .log("a transaction that writes does not end; events committed since it began are not in the feed yet");
    }

    /** Empty if no transaction that writes is under way, or none has ended since it began: then it hides nothing. */
    private static Optional<Long> oldestRunning(Connection connection) throws SQLException {
        return Rows.first(connection, """
                select pg_snapshot_xmin(s)::text as oldest
                from pg_current_snapshot() s where pg_snapshot_xmin(s) < pg_snapshot_xmax(s)
                """, row -> Long.parseLong(row.getString("oldest")));
    }

    /** Locks are for all to see; what a process of another role does is not. */
    private static String who(Connection connection, long xid) throws SQLException {
        return Rows.first(connection, """
                        select format('process %s, application %s, user %s, database %s, %s', l.pid,
                            coalesce(nullif(a.application_name, ''), 'unknown'), coalesce(a.usename, 'unknown'),
                            coalesce(a.datname, 'unknown'), coalesce(a.state, 'state unknown')) as who
                        from pg_locks l left join pg_stat_activity a on a.pid = l.pid
                        where l.locktype = 'transactionid' and l.granted and l.mode = 'ExclusiveLock'
                          and l.transactionid::text = ? and l.pid is not null
                        """, row -> row.getString("who"), Long.toString(xid & 0xffff_ffffL))
                .orElse("no process: perhaps a prepared transaction");
    }
}
