package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.SettableClock;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.ClaimDue;
import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.delivery.SignAttempt;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.signature.Vault;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A loop that has something to do and may not do it pauses, and not for long; one that may does not pause. */
class PausesTest extends LanesSteps {
    private static final DispatchSettings SETTINGS = DispatchSettings.defaults();
    private static final int MORE_THAN_ENOUGH = 10_000;

    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private final Surroundings surroundings =
            new Surroundings(UUID.randomUUID(), clock, () -> now, new Random(1), new UuidV7(clock, new Random(2)));
    private final KnownDestinations known = new KnownDestinations(new Vault(new byte[32]));
    private final OutcomeQueue outcomes = new OutcomeQueue();
    private final DueTimes times = new DueTimes(clock);
    private final Loop sender = new AttemptDeliveries(
                    surroundings,
                    SETTINGS,
                    lanes,
                    known,
                    SimulatedWorld.TOPICS,
                    SimulatedNode.SCHEDULES,
                    new SignAttempt("test"),
                    (_, _) -> {},
                    outcomes)
            .loop();
    private final Loop due = new DueLoop(
                    surroundings,
                    SETTINGS,
                    lanes,
                    known,
                    outcomes,
                    new Doubts(SETTINGS.lease()),
                    sender,
                    new NothingDue(),
                    times)
            .loop();

    @Test
    void who_may_take_no_leases_waits_with_what_has_become_due_until_it_may() {
        lanes.pulse().beat(now, SETTINGS.deadAfter());
        times.add(clock.instant());
        assertThat(due.pauseNow()).isZero();
        now += SETTINGS.deadAfter().toNanos();
        assertThat(due.stepOnce()).isFalse();
        assertThat(due.pauseNow()).isEqualTo(SETTINGS.poll());
        lanes.pulse().beat(now, SETTINGS.deadAfter());
        assertThat(due.pauseNow()).isZero();
        due.stepOnce();
        assertThat(due.pauseNow()).isEqualTo(SETTINGS.idlePoll());
    }

    @Test
    void who_has_no_memory_left_waits_with_what_has_become_due_and_not_beyond_what_becomes_due() {
        times.add(clock.instant().plusMillis(30));
        assertThat(lanes.reserve(hats, Math.toIntExact(SETTINGS.maxBytes()))).isTrue();
        assertThat(due.stepOnce()).isFalse();
        assertThat(due.pauseNow()).isEqualTo(Duration.ofMillis(30));
        clock.advance(Duration.ofMillis(30));
        assertThat(due.stepOnce()).isFalse();
        assertThat(due.pauseNow()).isEqualTo(SETTINGS.poll());
    }

    @Test
    void who_may_start_nothing_waits_with_those_whose_turn_has_come_until_it_may() {
        Destination paced = with(hats, Optional.of(10), 32);
        add(paced, 3);
        lanes.start(now, 3);
        lanes.pulse().beat(now, SETTINGS.deadAfter());
        assertThat(sender.pauseNow()).isPositive();
        now += SECOND;
        assertThat(sender.pauseNow()).isZero();

        outcomes.giveBack(Collections.nCopies(MORE_THAN_ENOUGH, leased(hats)));
        assertThat(sender.stepOnce()).isFalse();
        assertThat(sender.pauseNow()).isEqualTo(SETTINGS.poll());
        outcomes.settled(MORE_THAN_ENOUGH);
        assertThat(sender.pauseNow()).isZero();

        now += SETTINGS.deadAfter().toNanos();
        assertThat(sender.stepOnce()).isFalse();
        assertThat(sender.pauseNow()).isEqualTo(SETTINGS.poll());
        lanes.pulse().beat(now, SETTINGS.deadAfter());
        assertThat(sender.pauseNow()).isZero();
    }

    /** Whoever looks finds nothing. */
    private static final class NothingDue implements DueRows {
        @Override
        public List<Claimed> claim(ClaimDue.Ask ask, Consumer<List<Claimed>> seen) {
            return List.of();
        }

        @Override
        public void wakeOthers(UUID node) {
            // nobody else is there
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
