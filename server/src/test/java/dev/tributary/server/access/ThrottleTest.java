package dev.tributary.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void a_few_failures_cost_nothing() {
        for (int n = 0; n < 5; n++) {
            assertThat(Throttle.PERSON.wait(Collections.nCopies(n, NOW), NOW)).isEmpty();
        }
    }

    @Test
    void then_each_doubles_the_wait_after_the_latest() {
        for (int n = 5; n < 10; n++) {
            List<Instant> failures = Collections.nCopies(n, NOW);
            Duration expected = Duration.ofSeconds(1L << (n - 5));
            assertThat(Throttle.PERSON.wait(failures, NOW)).contains(expected);
            assertThat(Throttle.PERSON.wait(failures, NOW.plus(expected))).isEmpty();
        }
    }

    @Test
    void the_tenth_locks_until_the_window_has_passed_the_first() {
        List<Instant> failures =
                IntStream.range(0, 10).mapToObj(i -> NOW.minusSeconds(60L * i)).toList();
        assertThat(Throttle.PERSON.wait(failures, NOW)).contains(Duration.ofMinutes(6));
    }
}
