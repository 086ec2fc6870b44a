package dev.tributary.webhooks.dispatch;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A row of the table of nodes.
 *
 * @param buriedXid when its leases were looked for; 0 while it lives
 * @param counts whom it says that it counts with
 */
record MemoryNode(Instant beat, long buriedXid, Set<UUID> counts) {}
