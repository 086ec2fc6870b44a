package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ToolsTest {
    @Test
    void a_settable_clock_moves_only_when_told() {
        SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-02T03:05:05Z"));
    }

    @Test
    void a_seed_given_by_property_repeats_the_numbers() {
        System.setProperty(Seeds.PROPERTY, "42");
        try {
            assertThat(Seeds.random("one").nextLong())
                    .isEqualTo(Seeds.random("two").nextLong());
        } finally {
            System.clearProperty(Seeds.PROPERTY);
        }
    }

    @Test
    void waiting_ends_with_the_condition_or_names_what_was_missed() {
        AtomicInteger looks = new AtomicInteger();
        Await.until(Duration.ofSeconds(5), "the third look", () -> looks.incrementAndGet() == 3);
        assertThat(looks).hasValue(3);
        assertThatThrownBy(() -> Await.until(Duration.ofMillis(20), "godot", () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("godot");
    }
}
