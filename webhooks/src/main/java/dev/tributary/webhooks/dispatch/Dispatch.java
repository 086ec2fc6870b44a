package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.delivery.SignAttempt;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.FeedBell;
import dev.tributary.webhooks.event.FeedStall;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.event.WatchFeed;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import dev.tributary.webhooks.transport.GuardedClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** The loops that carry deliveries to their receivers, put together. */
public final class Dispatch {
    private static final Duration DRAIN_STEP = Duration.ofMillis(20);
    private static final Duration INTERRUPT = Duration.ofSeconds(2);

    private final Surroundings surroundings;
    private final DispatchSettings settings;
    private final Database loopDatabase;
    private final GuardedClient client;
    private final Lanes lanes;
    private final OutcomeQueue outcomes = new OutcomeQueue();
    private final AttemptDeliveries attempts;
    private final DueLoop due;
    private final RecordLoop recorder;
    private final NodeLoop node;
    private final TendLoop tend;
    private final WatchFeed watch;
    private final Doubts doubts = new Doubts();
    private final ReplayLoop replays;
    private final HearOthers hearing;
    private final PublishEvents publish;
    private final SendTest test;

    /** Re-anchors the clock of {@link Surroundings}; does nothing where a test sets it. */
    public interface ClockAnchor {
        void anchor(Connection connection) throws SQLException;
    }

    /**
     * Puts the loops together; {@link #start} starts them.
     *
     * @param source connections outside of any caller's transaction
     * @param version of the product
     * @param partitions of every table that grows
     * @param retention how long what lies in them is kept
     * @param bell rung when events were committed
     */
    public Dispatch(
            Surroundings surroundings,
            DispatchSettings settings,
            DataSource source,
            Vault vault,
            TopicCatalogue topics,
            Schedules schedules,
            GuardedClient client,
            MoveDeliveries move,
            Partitions partitions,
            Retention retention,
            FeedBell bell,
            ClockAnchor anchor,
            String version) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.loopDatabase = new Database(source);
        this.client = client;
        this.lanes = new Lanes(settings);
        KnownDestinations known = new KnownDestinations(vault);
        SignAttempt sign = new SignAttempt(version);
        attempts = new AttemptDeliveries(
                surroundings, settings, lanes, known, topics, schedules, sign, client::send, outcomes);
        DueTimes times = new DueTimes(surroundings.clock());
        due = new DueLoop(
                surroundings,
                settings,
                lanes,
                known,
                outcomes,
                doubts,
                attempts.loop(),
                new SqlDueRows(surroundings.nanoTime(), source, known, move),
                times);
        HandOff handOff = new HandOff(
                lanes,
                surroundings,
                attempts.loop(),
                outcomes,
                doubts,
                due::wake);
        publish = new PublishEvents(
                new SqlEventRows(known), surroundings, settings, topics, schedules, known, lanes, handOff, bell);
        recorder = new RecordLoop(
                settings,
                outcomes,
                new SqlOutcomeRows(
                        source,
                        move,
                        new JudgeEndpoints(
                                surroundings, DisableRule.CONTRACT, new DisableEndpoint(surroundings, move, publish))),
                surroundings.clock(),
                times);
        FollowEndpoints follow = new FollowEndpoints(lanes, known, outcomes);
        node = new NodeLoop(surroundings, settings, lanes, move, follow, outcomes, doubts, anchor::anchor, source);
        watch = new WatchFeed(surroundings.nanoTime());
        DropDays days = new DropDays(loopDatabase);
        tend = new TendLoop(
                surroundings,
                settings,
                partitions,
                new BuryNodes(surroundings, settings, move, days),
                new DropOldDays(retention, new EndDay(schedules.longest()), days),
                watch,
                source);
        replays = new ReplayLoop(surroundings, due::wake, source);
        hearing = new HearOthers(surroundings.node(), due.loop()::wake, source);
        test = new SendTest(surroundings, loopDatabase, known, sign, client::send);
    }

    /**
     * Joins the nodes and starts the loops.
     *
     * @param alone whether no other node can be alive on this database, so that their leases need not expire first
     */
    public void start(boolean alone) {
        tend.join(alone);
        node.join();
        publish.setEpoch(loopDatabase.write(FeedEpoch::current));
        recorder.loop().start();
        attempts.loop().start();
        due.loop().start();
        node.loop().start();
        tend.loop().start();
        replays.loop().start();
        hearing.loop().start();
    }

    /** Looks for due rows soon rather than at the next poll. */
    public void wake() {
        due.wake();
    }

    /** What holds up the feed for long. */
    public Optional<FeedStall> feedStall() {
        return watch.stall();
    }

    /** A replay of many was asked for. */
    public void wakeReplays() {
        replays.loop().wake();
    }

    public List<EventId> publish(Transaction transaction, List<NewEvent> events) {
        return publish.publish(transaction, events);
    }

    /** Sends a topic's example now and waits for the answer; empty if the account has no such endpoint. */
    public Optional<Attempt> test(AccountId account, EndpointId endpoint, TopicDefinition topic) {
        return test.send(account, endpoint, topic);
    }

    /**
     * Stops gently: nothing new starts, what is under way may end for a while, the rest is given back uncharged. Closes
     * the client.
     */
    public void stop() {
        lanes.pulse().stop();
        hearing.loop().end();
        replays.loop().stop();
        due.loop().stop();
        attempts.loop().stop();
        tend.loop().stop();
        node.loop().stop();
        outcomes.giveBack(lanes.follow(Share.UNKNOWN, surroundings.nanoTime().getAsLong()));
        awaitNoneInFlight(settings.drain());
        client.close();
        awaitNoneInFlight(INTERRUPT); // the event loops still have to say what they interrupted
        recorder.loop().stop();
        recorder.close();
        due.close(); // which this node hears, too, so that the next line need not wait
        hearing.loop().stop();
        hearing.close();
        replays.close();
        tend.close();
        node.leave(lanes.isEmpty() && outcomes.isEmpty() && doubts.isEmpty());
    }

    private void awaitNoneInFlight(Duration atMost) {
        long end = surroundings.nanoTime().getAsLong() + atMost.toNanos();
        while (lanes.inFlight() > 0 && surroundings.nanoTime().getAsLong() - end < 0) {
            LockSupport.parkNanos(DRAIN_STEP.toNanos());
        }
    }
}
