package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Where due deliveries are found and leased. For the due loop alone. */
interface DueRows extends AutoCloseable {
    /**
     * What a node asks for.
     *
     * @param room how many rows each known lane can take; 0 leaves an endpoint out
     * @param roomElsewhere how many to take for an endpoint without a lane yet
     * @param startAfter the endpoint after which the walk starts, so that each comes first in turn
     * @param limit rows at most
     */
    record Ask(
            Map<EndpointId, Integer> room,
            int roomElsewhere,
            EndpointId startAfter,
            int limit,
            Instant now,
            UUID node,
            Lease lease,
            Instant leaseUntil) {}

    /**
     * Leases what is due, in one commit. The destinations of what may be sent are known then; what may not be sent is
     * held or cancelled in the same commit.
     *
     * @param seen told of the rows before the commit: if the call fails after that, nobody knows whether they are leased
     */
    List<Claimed> claim(Ask ask, Consumer<List<Claimed>> seen);

    /** Tells the other nodes, in a commit of its own, that something is due for which this one has no room. */
    void wakeOthers(UUID node);

    @Override
    void close();
}
