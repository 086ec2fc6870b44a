package dev.tributary.webhooks.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.testkit.Seeds;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {
    private final RandomGenerator random = Seeds.random("jitter");

    @Test
    void the_default_makes_11_attempts_over_75_hours_and_35_minutes() {
        assertThat(RetrySchedule.DEFAULT.attempts()).isEqualTo(11);
        assertThat(RetrySchedule.DEFAULT.delays().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofHours(75).plusMinutes(35).plusSeconds(35));
    }

    @Test
    void jitter_lengthens_a_delay_by_a_fifth_at_most_and_never_shortens_it() {
        RetrySchedule schedule = RetrySchedule.parse("0s,100s");
        for (int i = 0; i < 1000; i++) {
            assertThat(schedule.after(1, random).orElseThrow())
                    .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
        }
    }

    @Test
    void after_the_last_there_is_none() {
        assertThat(RetrySchedule.parse("0s,1s").after(2, random)).isEmpty();
    }

    @Test
    void every_unit_is_read() {
        assertThat(RetrySchedule.parse("0s, 250ms,3S,5m,2h,1d").delays())
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(5),
                        Duration.ofHours(2),
                        Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "0s,", "-1s", "5", "1w", "31d", "9999999999s"})
    void what_is_no_schedule_is_refused_in_a_sentence(String bad) {
        assertThatThrownBy(() -> RetrySchedule.parse(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a retry schedule");
    }
}
