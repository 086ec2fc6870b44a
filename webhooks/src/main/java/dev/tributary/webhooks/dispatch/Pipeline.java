package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.SignAttempt;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.event.FeedBell;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.topic.TopicCatalogue;

/**
 * What carries a node's deliveries, put together on any {@link Ledger}. Nothing runs by itself: {@link Dispatch} starts
 * the loops, and a simulation steps them.
 */
final class Pipeline {
    final Lanes lanes;
    final OutcomeQueue outcomes = new OutcomeQueue();
    final Doubts doubts;
    final AttemptDeliveries attempts;
    final DueLoop due;
    final RecordLoop recorder;
    final NodeLoop node;
    final BuryNodes bury;
    final PublishEvents publish;
    private final DeadNodeRows left;

    Pipeline(
            Surroundings surroundings,
            DispatchSettings settings,
            TopicCatalogue topics,
            Schedules schedules,
            KnownDestinations known,
            SignAttempt sign,
            AttemptDeliveries.Courier courier,
            FeedBell bell,
            Ledger ledger) {
        lanes = new Lanes(settings);
        doubts = new Doubts(settings.lease());
        attempts =
                new AttemptDeliveries(surroundings, settings, lanes, known, topics, schedules, sign, courier, outcomes);
        DueTimes times = new DueTimes(surroundings.clock());
        due = new DueLoop(surroundings, settings, lanes, known, outcomes, doubts, attempts.loop(), ledger.due(), times);
        HandOff handOff = new HandOff(lanes, surroundings, attempts.loop(), outcomes, doubts, due::wake);
        publish = new PublishEvents(
                ledger.events(), surroundings, settings, topics, schedules, known, lanes, handOff, bell);
        recorder = new RecordLoop(settings, outcomes, ledger.outcomes(publish), surroundings.clock(), times);
        node = new NodeLoop(surroundings, settings, lanes, ledger.nodes(), known, outcomes, doubts);
        left = ledger.deadNodes();
        bury = new BuryNodes(surroundings, settings, left);
    }

    /** Takes over from the dead, in its time; not to the end if the node is stopped meanwhile. */
    void bury() {
        bury.bury(lanes.pulse()::isStopped);
    }

    /** Takes up what others have left held. */
    void releaseForgotten() {
        left.releaseForgotten();
    }

    /** While it stops: nothing starts here any more, and what waits is for others. The recorder still runs. */
    void giveUp(long nanos) {
        outcomes.giveBack(lanes.follow(Part.NONE, nanos));
    }

    /** The last thing it does; if something is left behind, the others find it. */
    void leave() {
        node.leave(lanes.isEmpty() && outcomes.isEmpty() && doubts.isEmpty());
    }
}
