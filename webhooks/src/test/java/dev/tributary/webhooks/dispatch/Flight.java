package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.transport.Outcome;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A request under way.
 *
 * @param deadline when its node gives it up
 */
record Flight(
        UUID node, MemoryRow row, EndpointId endpoint, Instant startedAt, Instant deadline, Consumer<Outcome> then) {}
