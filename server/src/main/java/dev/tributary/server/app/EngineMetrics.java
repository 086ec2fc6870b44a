package dev.tributary.server.app;

import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Backlog;
import dev.tributary.webhooks.event.FeedStall;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What an operator watches of deliveries. However often it is asked for, rows are counted every ten seconds at most. */
@Component
class EngineMetrics implements MeterBinder {
    private static final Duration FRESH = Duration.ofSeconds(10);

    /**
     * The engine at some time.
     *
     * @param stalled how long something has held up the feed
     */
    record Reading(Instant at, Backlog backlog, int oldestDays, int daysAhead, Duration stalled, int inFlight) {
        private static Reading of(Webhooks webhooks) {
            return new Reading(
                    webhooks.clock().instant(),
                    webhooks.condition().backlog(),
                    webhooks.condition().oldestEventDays(),
                    webhooks.condition().partitionDaysAhead(),
                    webhooks.condition().feedStall().map(FeedStall::seenFor).orElse(Duration.ZERO),
                    webhooks.condition().inFlight());
        }

        private double overdueSeconds() {
            return backlog.oldestDue()
                    .map(due -> Math.max(0, Duration.between(due, at).toMillis() / 1000.0))
                    .orElse(0.0);
        }
    }

    private final Supplier<Reading> read;
    private final InstantSource clock;
    private Optional<Reading> last = Optional.empty();

    @Autowired
    EngineMetrics(Webhooks webhooks, InstantSource clock) {
        this(() -> Reading.of(webhooks), clock);
    }

    EngineMetrics(Supplier<Reading> read, InstantSource clock) {
        this.read = read;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "tributary.deliveries.overdue", "seconds", Reading::overdueSeconds);
        gauge(
                registry,
                "tributary.deliveries.held",
                null,
                reading -> reading.backlog().held());
        gauge(registry, "tributary.deliveries.in.flight", null, Reading::inFlight);
        gauge(
                registry,
                "tributary.notices.untold",
                null,
                reading -> reading.backlog().untold());
        gauge(registry, "tributary.events.oldest", "days", Reading::oldestDays);
        gauge(registry, "tributary.partitions.days.ahead", null, Reading::daysAhead);
        gauge(
                registry,
                "tributary.feed.stall",
                "seconds",
                reading -> reading.stalled().toSeconds());
    }

    private void gauge(MeterRegistry registry, String name, @Nullable String unit, ToDoubleFunction<Reading> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.reading()))
                .baseUnit(unit)
                .strongReference(true)
                .register(registry);
    }

    /** A reading that fails leaves a gauge without a value, and the others of the same moment, too. */
    private synchronized Reading reading() {
        Instant now = clock.instant();
        if (last.filter(reading -> now.isBefore(reading.at().plus(FRESH))).isEmpty()) {
            last = Optional.of(read.get());
        }
        return last.orElseThrow();
    }
}
