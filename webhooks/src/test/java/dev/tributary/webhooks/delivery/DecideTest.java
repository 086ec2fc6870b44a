package dev.tributary.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Seeds;
import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.transport.Answer;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecideTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final RetrySchedule SCHEDULE = RetrySchedule.parse("0s,10s,60s");
    private static final Timing TIMING = Timing.of(Duration.ofMillis(5));

    private final RandomGenerator random = Seeds.random("jitter");

    @Test
    void what_was_accepted_is_delivered() {
        assertThat(after(new Outcome.Accepted(answer(204), TIMING), 1)).isInstanceOf(Verdict.Delivered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 500, 599})
    void any_other_answer_is_tried_again_on_schedule(int status) {
        assertThat(wait(new Outcome.Rejected(answer(status), Optional.of(Duration.ofHours(1)), TIMING), 1))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
    }

    @Test
    void no_answer_is_tried_again_on_schedule() {
        Outcome reset = new Outcome.Unreachable(Outcome.Reason.RESET, "reset", Optional.empty(), TIMING);
        assertThat(wait(reset, 2)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
        assertThat(wait(new Outcome.Forbidden("private-address", "no", TIMING), 1))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void a_busy_receiver_may_ask_for_more_time_but_never_for_less(int status) {
        assertThat(wait(busy(status, Duration.ofMinutes(10)), 1)).isEqualTo(Duration.ofMinutes(10));
        assertThat(wait(busy(status, Duration.ofSeconds(1)), 1))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
        assertThat(wait(busy(status, Duration.ofDays(30)), 1)).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void after_the_last_attempt_it_is_exhausted() {
        assertThat(after(new Outcome.Rejected(answer(500), Optional.empty(), TIMING), 3))
                .isEqualTo(new Verdict.Exhausted(false));
    }

    @Test
    void a_410_is_final_at_once() {
        assertThat(after(new Outcome.Rejected(answer(410), Optional.empty(), TIMING), 1))
                .isEqualTo(new Verdict.Exhausted(true));
    }

    @Test
    void our_own_fault_charges_nothing() {
        assertThat(after(new Outcome.Interrupted(Optional.empty(), TIMING), 3)).isInstanceOf(Verdict.Uncharged.class);
    }

    private static Outcome busy(int status, Duration retryAfter) {
        return new Outcome.Rejected(answer(status), Optional.of(retryAfter), TIMING);
    }

    private Duration wait(Outcome outcome, int made) {
        return Duration.between(NOW, ((Verdict.RetryAt) after(outcome, made)).time());
    }

    private Verdict after(Outcome outcome, int made) {
        return Decide.after(outcome, made, SCHEDULE, NOW, random);
    }

    private static Answer answer(int status) {
        return new Answer(status, List.of(), new byte[0], false);
    }
}
