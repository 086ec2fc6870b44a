package dev.tributary.bench;

import dev.tributary.webhooks.event.EventId;
import java.util.List;

/**
 * Events that were committed together.
 *
 * @param micros when the database had answered, since 1970 by this machine's clock
 */
record Commit(List<EventId> ids, long micros) {}
