package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.GivenBack;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.sql.DatabaseFault;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outcomes, whatever has come in since the last commit in one group. A group that the database refuses is halved
 * until the one bad outcome stands alone; a database that is away is waited for.
 */
final class RecordLoop {
    private static final Logger LOG = LoggerFactory.getLogger(RecordLoop.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** Its receiver is not to be asked over and over for an answer that can't be written. */
    private static final Duration REFUSED_PAUSE = Duration.ofMinutes(1);

    private final int group;
    private final OutcomeQueue outcomes;
    private final OutcomeRows rows;
    private final InstantSource clock;
    private final DueTimes times;
    private final Loop loop = new Loop("recorder", () -> PAUSE, this::step);

    RecordLoop(
            DispatchSettings settings, OutcomeQueue outcomes, OutcomeRows rows, InstantSource clock, DueTimes times) {
        this.group = settings.group();
        this.outcomes = outcomes;
        this.rows = rows;
        this.clock = clock;
        this.times = times;
        outcomes.onAdded(loop::wake);
    }

    Loop loop() {
        return loop;
    }

    /** After the loop has stopped: one last try to write what is left. */
    void close() {
        try {
            boolean more = true;
            while (more) {
                more = step();
            }
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setCause(e)
                    .log("outcomes could not be written while stopping; their deliveries are sent again");
        } finally {
            rows.close();
        }
    }

    private boolean step() {
        List<GivenBack> back = outcomes.takeGivenBack(group);
        if (!back.isEmpty()) {
            giveBack(back);
        }
        List<Done> done = outcomes.takeDone(group);
        if (!done.isEmpty()) {
            record(done);
        }
        return !done.isEmpty() || !back.isEmpty();
    }

    private void giveBack(List<GivenBack> leases) {
        try {
            rows.giveBack(leases);
            outcomes.settled(leases.size());
            Instant now = clock.instant();
            leases.stream().map(GivenBack::pause).distinct().forEach(pause -> times.add(now.plus(pause)));
        } catch (RuntimeException | Error e) {
            outcomes.putBackLeases(leases);
            throw e;
        }
    }

    private void record(List<Done> done) {
        try {
            write(done);
            outcomes.settled(done.size());
        } catch (RuntimeException e) {
            if (e instanceof DatabaseFault fault && !isRefusal(fault)) {
                outcomes.putBack(done);
                throw e;
            }
            bisect(done, e);
        } catch (Error e) { // no memory, for one; the loop goes on
            outcomes.putBack(done);
            throw e;
        }
    }

    /** No outcome may block the others; what can't be written is told whole, and its delivery is due again later. */
    private void bisect(List<Done> done, RuntimeException fault) {
        if (done.size() == 1) {
            outcomes.settled(1);
            LOG.atError()
                    .setCause(fault)
                    .addKeyValue("delivery", done.getFirst().leased().id())
                    .log("an outcome can't be written; the delivery will be sent again");
            outcomes.giveBack(List.of(done.getFirst().leased()), REFUSED_PAUSE);
            return;
        }
        List<Done> rest = done.subList(done.size() / 2, done.size());
        try {
            record(done.subList(0, done.size() / 2));
        } catch (RuntimeException | Error e) {
            outcomes.putBack(rest);
            throw e;
        }
        record(rest);
    }

    private void write(List<Done> done) {
        Set<DeliveryId> written = rows.record(done);
        done.forEach(this::tellWhenNext);
        done.stream()
                .filter(late -> !written.contains(late.leased().id()))
                .forEach(late -> LOG.atWarn()
                        .addKeyValue("delivery", late.leased().id())
                        .log("late attempt: its lease had been taken over, its outcome changes nothing"));
    }

    /** A retry has its time; what waits in order behind what is finished may go at once. */
    private void tellWhenNext(Done done) {
        switch (done.verdict()) {
            case Verdict.RetryAt retry -> times.add(retry.time());
            case Verdict.Delivered _, Verdict.Exhausted _ when done.ordered() -> times.add(done.finishedAt());
            case Verdict.Delivered _, Verdict.Exhausted _, Verdict.Uncharged _ -> {}
        }
    }

    /** The data was refused (SQLSTATE classes 22 and 23), rather than the database being away. */
    private static boolean isRefusal(DatabaseFault fault) {
        String state = fault.getCause() instanceof SQLException cause ? cause.getSQLState() : null;
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
