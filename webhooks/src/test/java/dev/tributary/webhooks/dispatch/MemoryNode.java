package dev.tributary.webhooks.dispatch;

import java.time.Instant;

/**
 * A row of the table of nodes.
 *
 * @param buriedXid when its leases were looked for; 0 while it lives
 */
record MemoryNode(Instant beat, long buriedXid) {}
