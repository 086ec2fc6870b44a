package dev.tributary.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.delivery.Backlog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger read = new AtomicInteger();
    private Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private Optional<Instant> due = Optional.of(now.minusSeconds(90));

    @Test
    void gauges_tell_what_waits_and_read_it_every_ten_seconds_at_most() {
        new EngineMetrics(
                        () -> {
                            read.incrementAndGet();
                            return new EngineMetrics.Reading(
                                    now, new Backlog(due, 7, 2), 31, 14, Duration.ofSeconds(12), 5);
                        },
                        () -> now)
                .bindTo(registry);
        assertThat(value("tributary.deliveries.overdue")).isEqualTo(90);
        assertThat(value("tributary.deliveries.held")).isEqualTo(7);
        assertThat(value("tributary.deliveries.in.flight")).isEqualTo(5);
        assertThat(value("tributary.notices.untold")).isEqualTo(2);
        assertThat(value("tributary.events.oldest")).isEqualTo(31);
        assertThat(value("tributary.partitions.days.ahead")).isEqualTo(14);
        assertThat(value("tributary.feed.stall")).isEqualTo(12);
        assertThat(read).hasValue(1);

        now = now.plusSeconds(10);
        due = Optional.of(now.plusSeconds(5));
        assertThat(value("tributary.deliveries.overdue")).as("due later").isZero();
        assertThat(read).hasValue(2);
    }

    private double value(String name) {
        return registry.get(name).gauge().value();
    }
}
