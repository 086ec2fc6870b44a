package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeLooksTest {
    private static final long BEGIN = Long.MAX_VALUE - 5; // nanoTime may overflow

    private final WholeLooks looks = new WholeLooks();

    @Test
    void the_first_look_is_at_everything() {
        assertThat(looks.isTime(BEGIN)).isTrue();
    }

    @ParameterizedTest(name = "after one of {0} ms the next comes {1} ms after its end")
    @CsvSource({"0,1000", "20,1000", "100,1000", "200,2000", "2000,20000", "3000,30000", "60000,30000"})
    void the_next_comes_after_ten_times_what_the_last_one_took(long took, long pause) {
        long end = BEGIN + Duration.ofMillis(took).toNanos();
        looks.took(BEGIN, end);
        assertThat(looks.isTime(end + Duration.ofMillis(pause).toNanos() - 1)).isFalse();
        assertThat(looks.isTime(end + Duration.ofMillis(pause).toNanos())).isTrue();
    }

    @Test
    void while_more_is_to_come_they_take_up_half_of_the_time_and_a_minute_later_a_tenth_again() {
        long took = Duration.ofMillis(1400).toNanos();
        long end = BEGIN + took;
        looks.took(BEGIN, end);
        assertThat(looks.isEager()).isFalse();
        looks.moreToCome(BEGIN);
        long first = end;
        while (looks.isEager()) {
            assertThat(looks.until(end, Duration.ofHours(1))).isEqualTo(Duration.ofNanos(took));
            assertThat(looks.until(end, Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
            assertThat(looks.isTime(end + took - 1)).isFalse();
            assertThat(looks.isTime(end + took)).isTrue();
            end += 2 * took;
            looks.took(end - took, end);
        }
        assertThat(Duration.ofNanos(end - first)).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(63));
        assertThat(looks.isTime(end + 10 * took - 1)).isFalse();
        assertThat(looks.isTime(end + 10 * took)).isTrue();
    }
}
