package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.ClaimDue.Ask;
import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Where due deliveries are found and leased. For the due loop alone. */
interface DueRows extends AutoCloseable {
    /**
     * Leases what is due, in one commit. The destinations of what may be sent are known then; what may not be sent is
     * held or cancelled in the same commit.
     *
     * @param seen told of the rows before the commit: if the call fails after that, nobody knows whether they are leased
     */
    List<Claimed> claim(Ask ask, Consumer<List<Claimed>> seen);

    /** How soon to look again for what the last claim had no time to look for; at most this long. */
    default Duration untilAgain(Duration most) {
        return most;
    }

    /** Tells the other nodes, in a commit of its own, that something is due for which this one has no room. */
    void wakeOthers(UUID node);

    @Override
    void close();
}
