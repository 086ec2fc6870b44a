package dev.tributary.webhooks.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose fault it is that the proxy opened no tunnel. Proxies say 502, 503 or 504, or nothing at all, both when they are
 * broken and when the target is: where tunnels opened a moment ago it is the target's fault, else the proxy's. Where
 * nobody else goes through the proxy that can't be told, and would never be: so a target that alone is refused is at fault
 * after a while, and one that is refused as all others are after a day. A proxy that breaks, and one that works again, is
 * told to the log once. Safe for many threads.
 */
final class EgressHealth {
    private static final Logger LOG = LoggerFactory.getLogger(EgressHealth.class);
    private static final long TRUSTED_NANOS = Duration.ofMinutes(1).toNanos();

    private static final Duration ALONE = Duration.ofMinutes(10);
    private static final Duration AS_ALL = Duration.ofDays(1);

    private final EgressProxy proxy;
    private final RefusedTargets refused = new RefusedTargets();
    private final LongSupplier nanoTime;
    private final AtomicBoolean broken = new AtomicBoolean();
    private volatile long openedAt;

    EgressHealth(EgressProxy proxy, LongSupplier nanoTime) {
        this.proxy = proxy;
        this.nanoTime = nanoTime;
        this.openedAt = nanoTime.getAsLong() - TRUSTED_NANOS;
    }

    void opened(InetSocketAddress target) {
        refused.opened(target);
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
    IOException late(InetSocketAddress target) {
        return doubtful(target, "opened no connection in time");
    }

    /** It may be the target's. */
    IOException doubtful(InetSocketAddress target, String why) {
        long now = nanoTime.getAsLong();
        Duration lasted = refused.refused(target, now);
        Duration patience = refused.hasOthers(target, openedAt) ? AS_ALL : ALONE;
        boolean isTargets = now - openedAt < TRUSTED_NANOS || lasted.compareTo(patience) > 0;
        return isTargets ? new TunnelRefused("the installation's egress proxy " + why) : ours(why);
    }
}
