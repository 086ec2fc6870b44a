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
}
