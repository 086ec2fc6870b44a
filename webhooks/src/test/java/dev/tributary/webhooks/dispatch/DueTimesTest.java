package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DueTimesTest {
    private static final Duration MOST = Duration.ofSeconds(60);

    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private final DueTimes times = new DueTimes(clock);
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void the_next_time_is_waited_for_and_never_longer_than_asked() {
        assertThat(times.untilNext(MOST)).isEqualTo(MOST);
        times.add(in(30));
        times.add(in(5));
        assertThat(times.untilNext(MOST)).isEqualTo(Duration.ofSeconds(5));
        assertThat(times.untilNext(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(7));
        assertThat(times.untilNext(MOST)).isZero();
        times.look(clock.instant());
        assertThat(times.untilNext(MOST)).isEqualTo(Duration.ofSeconds(23));
    }

    @Test
    void only_a_time_before_all_others_is_told() {
        times.onSooner(told::incrementAndGet);
        times.add(in(10));
        times.add(in(20));
        assertThat(told).hasValue(1);
        times.add(in(5));
        assertThat(told).hasValue(2);
    }

    @Test
    void what_is_due_already_is_due_at_once() {
        times.add(clock.instant());
        assertThat(times.untilNext(MOST)).isZero();
        times.look(clock.instant());
        assertThat(times.untilNext(MOST)).isEqualTo(MOST);
    }

    @Test
    void who_looks_within_the_millisecond_before_it_is_told_again() {
        times.add(in(1).plusNanos(456_000));
        clock.advance(Duration.ofSeconds(1));
        assertThat(times.look(clock.instant())).isFalse();
        assertThat(times.untilNext(MOST)).isBetween(Duration.ofNanos(1), Duration.ofMillis(10));
        clock.advance(Duration.ofMillis(10));
        assertThat(times.look(clock.instant())).isTrue();
    }

    @Test
    void what_is_due_already_is_looked_for_again_by_a_clock_that_was_set_back() {
        Instant late = clock.instant();
        times.add(late);
        assertThat(times.look(late.minusMillis(3))).isFalse();
        assertThat(times.look(late)).isTrue();
    }

    @Test
    void of_very_many_times_the_nearest_are_kept() {
        for (int seconds = 20_000; seconds > 0; seconds--) {
            times.add(in(seconds));
        }
        assertThat(times.untilNext(MOST)).isEqualTo(Duration.ofSeconds(1));
    }

    private Instant in(int seconds) {
        return clock.instant().plusSeconds(seconds);
    }
}
