package dev.tributary.webhooks.dispatch;

import java.time.Duration;

/**
 * Whether this node may take leases. The others take it for dead once it has not said that it lives for a while, and
 * look for its leases once, when the last one that it took before must be over. So it takes none between its last
 * beat's age reaching that while and its next beat: a node that was frozen first says that it is back. Safe for many
 * threads.
 */
final class Pulse {
    private volatile boolean bounded;
    private volatile boolean stopped;
    private volatile long end;

    /** The node said that it lives. */
    void beat(long nanosBefore, Duration deadAfter) {
        end = nanosBefore + deadAfter.toNanos();
        bounded = true;
    }

    /** The node takes no leases any more. */
    void stop() {
        stopped = true;
    }

    /** Whether the node stops. */
    boolean isStopped() {
        return stopped;
    }

    /** A node that never beat has nobody who could take it for dead. */
    boolean felt(long nanos) {
        return !stopped && !(bounded && nanos - end >= 0);
    }
}
