package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final Duration DEAD = Duration.ofSeconds(15);

    private final Pulse pulse = new Pulse();

    @Test
    void a_node_that_did_not_say_that_it_lives_takes_no_leases_until_it_does() {
        long start = -5; // nanoTime may be negative, and may run over
        pulse.beat(start, DEAD);
        assertThat(pulse.felt(start + DEAD.toNanos() - 1)).isTrue();
        assertThat(pulse.felt(start + DEAD.toNanos())).isFalse();
        pulse.beat(start + DEAD.toNanos(), DEAD);
        assertThat(pulse.felt(start + DEAD.toNanos())).isTrue();
    }

    @Test
    void a_node_that_stops_takes_none_any_more() {
        assertThat(pulse.felt(0)).isTrue();
        pulse.stop();
        pulse.beat(0, DEAD);
        assertThat(pulse.felt(0)).isFalse();
    }
}
