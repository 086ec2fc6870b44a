package dev.tributary.webhooks;

import dev.tributary.webhooks.delivery.Backlog;
import dev.tributary.webhooks.dispatch.Dispatch;
import dev.tributary.webhooks.dispatch.Partitions;
import dev.tributary.webhooks.event.FeedStall;
import dev.tributary.webhooks.sql.Database;
import java.time.InstantSource;
import java.util.Optional;

/** How the engine is, for whoever looks after an installation. Safe for many threads. */
public final class Condition {
    private final Database database;
    private final Dispatch dispatch;
    private final Partitions partitions;
    private final InstantSource clock;

    Condition(Database database, Dispatch dispatch, Partitions partitions, InstantSource clock) {
        this.database = database;
        this.dispatch = dispatch;
        this.partitions = partitions;
        this.clock = clock;
    }

    /** What waits in the whole installation. */
    public Backlog backlog() {
        return database.read(Backlog::read);
    }

    /** Requests under way on this node. */
    public int inFlight() {
        return dispatch.inFlight();
    }

    /** Days after today for which the growing tables are ready; below 3 something is wrong. */
    public int partitionDaysAhead() {
        return partitions.daysAhead(clock.instant());
    }

    /** How many days ago the oldest day of events was that is still kept. */
    public int oldestEventDays() {
        return partitions.daysBehind(clock.instant());
    }

    /** The transaction that holds up the feed, if one does for over ten seconds. */
    public Optional<FeedStall> feedStall() {
        return dispatch.feedStall();
    }
}
