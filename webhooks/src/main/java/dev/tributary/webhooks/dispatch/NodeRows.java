package dev.tributary.webhooks.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Where nodes say that they live, and look again at what they hold deliveries for. For the node loop alone. */
interface NodeRows extends FollowEndpoints.Open, AutoCloseable {
    /** Sets the clock right that the rows live by, where it is anchored to theirs. */
    void anchor();

    /**
     * A node, as its row says.
     *
     * @param alive whether it said that it lives lately enough
     * @param counts whom it counts with: all that it has under way is within its part among them
     */
    record Seen(UUID id, boolean alive, Set<UUID> counts) {}

    /** A node says that it lives, and whom it counts with. */
    void beat(UUID node, Instant startedAt, Instant now, Set<UUID> counts);

    /** All nodes; alive are those who said so after this time. */
    List<Seen> look(Instant after);

    /** A node that leaves nothing behind says goodbye. */
    void leave(UUID node);

    @Override
    void close();
}
