package dev.tributary.webhooks.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose fault it is that the proxy opened no tunnel. Proxies say 502, 503 or 504, or nothing at all, both when they are
 * broken and when the target is: where tunnels opened a moment ago it is the target's fault, else the proxy's. A proxy
 * that breaks, and one that works again, is told to the log once. Safe for many threads.
 */
final class EgressHealth {
    private static final Logger LOG = LoggerFactory.getLogger(EgressHealth.class);
    private static final long TRUSTED_NANOS = Duration.ofMinutes(1).toNanos();

    private final EgressProxy proxy;
    private final LongSupplier nanoTime;
    private final AtomicBoolean broken = new AtomicBoolean();
    private volatile long openedAt;

    EgressHealth(EgressProxy proxy, LongSupplier nanoTime) {
        this.proxy = proxy;
        this.nanoTime = nanoTime;
        this.openedAt = nanoTime.getAsLong() - TRUSTED_NANOS;
    }

    void opened() {
        openedAt = nanoTime.getAsLong();
        if (broken.get() && broken.compareAndSet(true, false)) {
            LOG.atInfo().addKeyValue("proxy", proxy).log("the egress proxy works again");
        }
    }

    /**
     * It is the proxy's.
     *
     * @param why what the proxy did, such as "answered 407"
     */
    IOException ours(String why) {
        if (broken.compareAndSet(false, true)) {
            LOG.atWarn().addKeyValue("proxy", proxy).log("the egress proxy {}; deliveries wait, uncharged", why);
        }
        return new EgressFault("The installation's own egress proxy " + why + ".");
    }

    /** No tunnel before the deadline. */
    IOException late() {
        return doubtful("opened no connection in time");
    }

    /** It may be the target's. */
    IOException doubtful(String why) {
        boolean trusted = nanoTime.getAsLong() - openedAt < TRUSTED_NANOS;
        return trusted ? new TunnelRefused("the installation's egress proxy " + why) : ours(why);
    }
}
