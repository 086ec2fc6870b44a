package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.Notices;
import dev.tributary.webhooks.event.WatchFeed;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/**
 * What may take its time, apart from the heartbeat: takes over from dead nodes, releases what was forgotten, makes the days
 * to come, drops the days that are over, warns of endpoints that only fail, looks for leases that were lost, and watches for
 * what holds up the feed or puts it back. One node at a time does all but the last; that spares work, and nothing would go
 * wrong if two did.
 */
final class TendLoop {
    private static final Duration DAYS_EVERY = Duration.ofHours(1);
    private static final long LOCK = 0x7472_6962_7465_6e64L;
    /** A node that freezes while it has the lock must not keep it: its connection is idle then. */
    private static final String LET_GO = "set idle_session_timeout = '60s'";

    private final Surroundings surroundings;
    private final DispatchSettings settings;
    private final Partitions partitions;
    private final Pipeline pipeline;
    private final DropOldDays drop;
    private final WarnInTime warn;
    private final ReclaimLost lost;
    private final WatchFeed watch;
    private final FollowEpoch epoch;
    private final OwnConnection connection;
    private final Loop loop;
    private Instant daysAt = Instant.MIN;

    TendLoop(
            Surroundings surroundings,
            DispatchSettings settings,
            Partitions partitions,
            Pipeline pipeline,
            DropOldDays drop,
            WarnInTime warn,
            ReclaimLost lost,
            WatchFeed watch,
            FollowEpoch epoch,
            OwnConnection connection) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.partitions = partitions;
        this.pipeline = pipeline;
        this.drop = drop;
        this.warn = warn;
        this.lost = lost;
        this.watch = watch;
        this.epoch = epoch;
        this.connection = connection;
        this.loop = new Loop("tend", settings::heartbeat, this::step);
    }

    Loop loop() {
        return loop;
    }

    /**
     * Before the loops start: today has its place.
     *
     * @param others who is dead for certain, so that their leases need not end first
     */
    void join(Others others) {
        partitions.ensure(surroundings.clock().instant(), settings.daysAhead());
        pipeline.bury.silence(others);
    }

    void close() {
        connection.close();
    }

    private boolean step() {
        connection.run(open -> {
            watch.look(open);
            epoch.look(open);
            if (locked(open)) {
                tend(open);
                Rows.list(open, "select pg_advisory_unlock(?)", row -> row.getBoolean(1), LOCK);
            }
            return open;
        });
        return false;
    }

    private void tend(Connection open) throws SQLException {
        pipeline.tend();
        Instant now = surroundings.clock().instant();
        if (!now.isBefore(daysAt.plus(DAYS_EVERY))) {
            partitions.ensure(now, settings.daysAhead());
            drop.run(open, now);
            warn.run(now);
            Notices.dropOld(open, now);
            lost.run(open, now);
            daysAt = now;
        }
    }

    private static boolean locked(Connection open) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(LET_GO);
        }
        return Rows.first(open, "select pg_try_advisory_lock(?)", row -> row.getBoolean(1), LOCK)
                .orElse(false);
    }
}
