package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.delivery.SettleDeliveries;
import dev.tributary.webhooks.delivery.SignAttempt;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.FeedBell;
import dev.tributary.webhooks.event.FeedStall;
import dev.tributary.webhooks.event.Imprint;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.event.WatchFeed;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.signature.OtherMasterKey;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import dev.tributary.webhooks.transport.GuardedClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** The loops that carry deliveries to their receivers, put together. */
public final class Dispatch {
    private static final Duration DRAIN_STEP = Duration.ofMillis(20);
    private static final Duration INTERRUPT = Duration.ofSeconds(2);

    private final Surroundings surroundings;
    private final DispatchSettings settings;
    private final Database loopDatabase;
    private final Vault vault;
    private final GuardedClient client;
    private final Pipeline pipeline;
    private final TendLoop tend;
    private final WatchFeed watch;
    private final FollowEpoch epoch;
    private final ReplayLoop replays;
    private final SettleLoop settling;
    private final HearOthers hearing;
    private final TellFeed telling;
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
        this.loopDatabase = Database.unpooled(source);
        this.vault = vault;
        this.client = client;
        KnownDestinations known = new KnownDestinations(vault);
        SignAttempt sign = new SignAttempt(version);
        DropDays days = new DropDays(loopDatabase);
        OwnConnection tending = new OwnConnection(source);
        pipeline = new Pipeline(
                surroundings,
                settings,
                topics,
                schedules,
                known,
                sign,
                client::send,
                bell,
                new SqlLedger(surroundings, source, known, move, tending, days, anchor));
        watch = new WatchFeed(surroundings.nanoTime());
        epoch = new FollowEpoch(loopDatabase);
        SettleDeliveries settle = new SettleDeliveries(surroundings.clock());
        tend = new TendLoop(
                surroundings,
                settings,
                partitions,
                pipeline,
                new DropOldDays(retention, new EndDay(schedules.longest(), surroundings.ids()), days),
                new WarnInTime(
                        tending,
                        new JudgeEndpoints(
                                surroundings,
                                DisableRule.CONTRACT,
                                new DisableEndpoint(surroundings, settle, pipeline.publish))),
                new ReclaimLost(move),
                watch,
                epoch,
                tending);
        replays = new ReplayLoop(surroundings, pipeline.due::wake, source);
        settling = new SettleLoop(settle, source);
        hearing = new HearOthers(surroundings, pipeline, known, bell, source);
        telling = new TellFeed(surroundings, pipeline.lanes, source);
        bell.onRing(telling::add);
        test = new SendTest(surroundings, loopDatabase, known, sign, client::send);
    }

    /**
     * Joins the nodes and starts the loops.
     *
     * @throws OtherMasterKey if the other nodes have another one; nothing was started
     * @param others who is dead for certain, so that their leases need not expire first
     * @param beside what lies beside the database
     */
    public void start(Others others, Imprint beside) {
        OneMasterKey.require(loopDatabase, vault);
        tend.join(others);
        pipeline.node.join();
        epoch.start(beside);
        pipeline.recorder.loop().start();
        pipeline.attempts.loop().start();
        pipeline.due.loop().start();
        pipeline.node.loop().start();
        tend.loop().start();
        replays.loop().start();
        settling.loop().start();
        hearing.loop().start();
        telling.loop().start();
    }

    /** By which the others know this node; new at every start. */
    public UUID node() {
        return surroundings.node();
    }

    /** Looks for due rows soon rather than at the next poll. */
    public void wake() {
        pipeline.due.wake();
    }

    /** Requests under way here. */
    public int inFlight() {
        return pipeline.lanes.inFlight();
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
        return pipeline.publish.publish(transaction, events);
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
        pipeline.lanes.pulse().stop();
        hearing.loop().end();
        tend.loop().end();
        telling.loop().stop();
        replays.loop().stop();
        settling.loop().stop();
        pipeline.due.loop().stop();
        pipeline.attempts.loop().stop();
        pipeline.node.loop().stop();
        pipeline.giveUp(surroundings.nanoTime().getAsLong());
        awaitNoneInFlight(settings.drain());
        client.close();
        awaitNoneInFlight(INTERRUPT); // the event loops still have to say what they interrupted
        pipeline.recorder.loop().stop();
        pipeline.recorder.close();
        pipeline.due.close(); // which this node hears, too, so that the next line need not wait
        hearing.loop().stop();
        hearing.close();
        telling.close();
        replays.close();
        settling.close();
        tend.loop().stop(); // after all the others: its step may be long, and nothing given back must wait for it
        tend.close();
        pipeline.leave();
    }

    private void awaitNoneInFlight(Duration atMost) {
        long end = surroundings.nanoTime().getAsLong() + atMost.toNanos();
        while (pipeline.lanes.inFlight() > 0 && surroundings.nanoTime().getAsLong() - end < 0) {
            LockSupport.parkNanos(DRAIN_STEP.toNanos());
        }
    }
}
