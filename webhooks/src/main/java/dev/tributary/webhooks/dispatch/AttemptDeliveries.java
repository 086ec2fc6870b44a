package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Decide;
import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.RecordOutcomes;
import dev.tributary.webhooks.delivery.SignAttempt;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts attempts as lanes and permits allow; each ends as an entry of the outcome queue. */
final class AttemptDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptDeliveries.class);
    private static final int BATCH = 64;

    /** Sends a request; the outcome comes back once, on any thread, which it must not block. */
    interface Courier {
        void send(Request request, Consumer<Outcome> then);
    }

    private final Surroundings surroundings;
    private final Duration margin;
    private final Duration faultPause;
    private final Duration blocked;
    private final Lanes lanes;
    private final KnownDestinations known;
    private final TopicCatalogue topics;
    private final Schedules schedules;
    private final SignAttempt sign;
    private final Courier courier;
    private final OutcomeQueue outcomes;
    private final OwnFaults faults = new OwnFaults();
    private final Loop loop;

    AttemptDeliveries(
            Surroundings surroundings,
            DispatchSettings settings,
            Lanes lanes,
            KnownDestinations known,
            TopicCatalogue topics,
            Schedules schedules,
            SignAttempt sign,
            Courier courier,
            OutcomeQueue outcomes) {
        this.surroundings = surroundings;
        this.margin = settings.margin();
        this.faultPause = settings.faultPause();
        this.lanes = lanes;
        this.known = known;
        this.topics = topics;
        this.schedules = schedules;
        this.sign = sign;
        this.courier = courier;
        this.outcomes = outcomes;
        this.blocked = settings.poll();
        this.loop = new Loop("sender", this::pause, this::step);
        outcomes.onRoomAgain(loop::wake);
    }

    Loop loop() {
        return loop;
    }

    private boolean step() {
        if (outcomes.isFull()) {
            return false;
        }
        List<Leased> started = lanes.start(surroundings.nanoTime().getAsLong(), BATCH);
        started.forEach(this::start);
        return !started.isEmpty();
    }

    /** Whose turn has come while nothing may start keeps it; of the pulse nobody says when it is felt again. */
    private Duration pause() {
        long now = surroundings.nanoTime().getAsLong();
        Duration pause = lanes.untilPaced(now);
        return pause.isZero() && (outcomes.isFull() || !lanes.pulse().felt(now)) ? blocked : pause;
    }

    private void start(Leased leased) {
        try {
            send(leased);
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("delivery", leased.id())
                    .log("a delivery can't be sent by this node and will be tried again");
            giveBack(leased, faultPause);
        }
    }

    private void send(Leased leased) {
        Optional<Destination> destination = known.latest(leased.endpoint()).filter(to -> mayBeSent(leased, to));
        if (destination.isEmpty() || isLeaseTooShort(leased, destination.get())) {
            passOver(leased);
            return;
        }
        Instant now = surroundings.clock().instant();
        Request request = sign.sign(leased, topics.topic(leased.topic()), destination.get(), now);
        courier.send(request, outcome -> end(leased, destination.get(), request, now, outcome));
    }

    /** It may have been claimed or published just before its endpoint was paused; a replay is sent all the same. */
    private static boolean mayBeSent(Leased leased, Destination destination) {
        return leased.replay() || destination.endpoint().status() == Status.ACTIVE;
    }

    private boolean isLeaseTooShort(Leased leased, Destination destination) {
        long left = leased.lease().endNanos() - surroundings.nanoTime().getAsLong();
        int timeout = destination.endpoint().settings().timeoutSeconds();
        return left < margin.plusSeconds(timeout).toNanos();
    }

    /** Whatever goes wrong with an outcome, its delivery and its permit must not be lost: nobody would look for them. */
    private void end(Leased leased, Destination destination, Request request, Instant startedAt, Outcome outcome) {
        Optional<Done> done;
        try {
            done = judge(leased, destination, request, startedAt, outcome);
        } catch (RuntimeException | Error e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("delivery", leased.id())
                    .log("an outcome can't be told; the delivery will be sent again");
            giveBack(leased, faultPause);
            return;
        }
        if (done.isEmpty()) {
            tell(outcome);
            giveBack(leased, faults.pause(surroundings.nanoTime().getAsLong()));
            return;
        }
        faults.over();
        outcomes.add(done.get());
        outcomes.giveBack(lanes.finished(
                leased,
                Reception.of(outcome),
                outcome.timing().total().toNanos(),
                surroundings.nanoTime().getAsLong()));
        loop.wake();
    }

    /** Empty if it is not to be charged. */
    private Optional<Done> judge(
            Leased leased, Destination destination, Request request, Instant startedAt, Outcome outcome) {
        Instant now = surroundings.clock().instant();
        Verdict verdict = Decide.after(
                outcome,
                leased.made() + 1,
                schedules.of(destination.endpoint().settings().schedule()),
                now,
                surroundings.random());
        if (verdict instanceof Verdict.Uncharged) {
            return Optional.empty();
        }
        return Optional.of(new Done(
                leased,
                destination.endpoint().settings().ordered(),
                request.target().toString(),
                SignAttempt.forLog(request, destination),
                startedAt,
                now,
                outcome,
                verdict));
    }

    private void tell(Outcome uncharged) {
        String fault = RecordOutcomes.error(uncharged);
        if (fault != null && faults.areOver()) {
            LOG.atWarn().addKeyValue("fault", fault).log("requests fail by our own fault and will be sent again");
        }
    }

    /** It comes again with a fresh lease, and must find its receiver's turn as this one found it. */
    private void passOver(Leased leased) {
        outcomes.giveBack(List.of(leased));
        lanes.passedOver(leased, surroundings.nanoTime().getAsLong());
        loop.wake();
    }

    private void giveBack(Leased leased, Duration pause) {
        outcomes.giveBack(List.of(leased), pause);
        lanes.returned(leased, surroundings.nanoTime().getAsLong());
        loop.wake();
    }
}
