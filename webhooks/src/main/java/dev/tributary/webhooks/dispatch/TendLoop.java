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
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What may take its time, apart from the heartbeat: takes over from dead nodes, releases what was forgotten, makes the days
 * to come, drops the days that are over, warns of endpoints that only fail, looks for leases that were lost, and watches for
 * what holds up the feed or puts it back. One node at a time does all but the last; that spares work, and nothing would go
 * wrong if two did.
 */
final class TendLoop {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long LOCK = 0x7472_6962_7465_6e64L;
    /** A node that freezes while it has the lock must not keep it: its connection is idle then. */
    private static final String LET_GO = "set idle_session_timeout = '60s'";

    private final Surroundings surroundings;
    private final DispatchSettings settings;
    private final Partitions partitions;
    private final Pipeline pipeline;
    private final WatchFeed watch;
    private final FollowEpoch epoch;
    private final OwnConnection connection;
    private final List<Chore> chores;
    private final Loop loop;

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
        this.watch = watch;
        this.epoch = epoch;
        this.connection = connection;
        BooleanSupplier stopping = pipeline.lanes.pulse()::isStopped;
        this.chores = List.of(
                new Chore("take over from the dead", Duration.ZERO, _ -> pipeline.bury()),
                new Chore("release what was forgotten", Duration.ZERO, _ -> pipeline.releaseForgotten()),
                new Chore("make days", HOUR, now -> partitions.ensure(now, settings.daysAhead())),
                new Chore("drop days", HOUR, now -> run(open -> drop.run(open, now, stopping))),
                new Chore("warn in time", HOUR, now -> warn.run(now, stopping)),
                new Chore("drop old notices", HOUR, now -> run(open -> Notices.dropOld(open, now))),
                new Chore("look for lost leases", HOUR, now -> run(open -> lost.run(open, now, stopping))));
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
        boolean locked = connection.run(open -> {
            watch.look(open);
            epoch.look(open);
            return locked(open);
        });
        if (locked) {
            tendAndUnlock();
        }
        return false;
    }

    private void tendAndUnlock() {
        boolean done = false;
        try {
            tend();
            run(open -> Rows.list(open, "select pg_advisory_unlock(?)", row -> row.getBoolean(1), LOCK));
            done = true;
        } finally {
            if (!done) {
                connection.close(); // with its lock
            }
        }
    }

    /** After a failure the rest may be done on another connection, without the lock. */
    private void tend() {
        Instant now = surroundings.clock().instant();
        for (Chore chore : chores) {
            if (!pipeline.lanes.pulse().isStopped()) {
                chore.run(now);
            }
        }
    }

    private void run(OnConnection work) {
        connection.run(open -> {
            work.run(open);
            return open;
        });
    }

    private static boolean locked(Connection open) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(LET_GO);
        }
        return Rows.first(open, "select pg_try_advisory_lock(?)", row -> row.getBoolean(1), LOCK)
                .orElse(false);
    }

    /** What answers nothing. */
    private interface OnConnection {
        void run(Connection open) throws SQLException;
    }
}
