package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwnFaultsTest {
    private static final long START = -7_000_000_000L;

    private final OwnFaults faults = new OwnFaults();

    @Test
    void the_pause_is_as_long_as_the_trouble_from_a_second_to_a_minute() {
        assertThat(after(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(after(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(after(8)).isEqualTo(Duration.ofSeconds(8));
        assertThat(after(59)).isEqualTo(Duration.ofSeconds(59));
        assertThat(after(3600)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void trouble_that_is_over_is_forgotten() {
        after(0);
        after(100);

        faults.over();

        assertThat(after(200)).isEqualTo(Duration.ofSeconds(1));
        assertThat(after(210)).isEqualTo(Duration.ofSeconds(10));
    }

    private Duration after(long seconds) {
        return faults.pause(START + Duration.ofSeconds(seconds).toNanos());
    }
}
