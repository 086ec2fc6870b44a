package dev.tributary.webhooks.transport;

import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.TrustManagerFactory;

/**
 * The only way out of this process. Policy, resolving, the judgement of every address, the connection to exactly the
 * judged address, deadline and size limits are one path that no caller can leave.
 *
 * <p>Speaks HTTP/1.1 over pooled connections, follows no redirect, unpacks no compression.
 */
public final class GuardedClient implements AutoCloseable {
    private final Connections connections;
    private final Lane[] lanes;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * A client that trusts the system's certificate authorities.
     *
     * @param vertx runs the event loops ({@link EventLoops#start}); the caller closes it, after this client
     * @param policy asked before every connection
     * @param resolver asked before every connection to a name
     * @param clock tells how far away an HTTP date is
     */
    public GuardedClient(Vertx vertx, AddressPolicy policy, NameResolver resolver, InstantSource clock) {
        this(vertx, policy, resolver, clock, Optional.empty());
    }

    private GuardedClient(
            Vertx vertx,
            AddressPolicy policy,
            NameResolver resolver,
            InstantSource clock,
            Optional<TrustOptions> trust) {
        connections = new Connections(vertx, trust);
        Lane.Guards guards = new Lane.Guards(policy, resolver, clock, connections, EventLoops.egress(vertx));
        lanes = EventLoops.contexts(vertx).stream()
                .map(context -> new Lane(context, guards))
                .toArray(Lane[]::new);
    }

    /** For tests: trusts these authorities instead of the system's. Names and dates are checked all the same. */
    public static GuardedClient dangerouslyTrusting(
            KeyStore authorities, Vertx vertx, AddressPolicy policy, NameResolver resolver, InstantSource clock) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(authorities);
            return new GuardedClient(vertx, policy, resolver, clock, Optional.of(TrustOptions.wrap(trust)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("these authorities cannot be used", e);
        }
    }

    /**
     * Sends once. Never throws and never blocks.
     *
     * @param then called exactly once; on an event loop, which it must not block, or on the calling thread where this
     *     client no longer runs
     */
    public void send(Request request, Consumer<Outcome> then) {
        lanes[Math.floorMod(next.getAndIncrement(), lanes.length)].send(request, then);
    }

    /** Pending sends give {@link Outcome.Interrupted}, as do later ones. Connections close. */
    @Override
    public void close() {
        for (Lane lane : lanes) {
            lane.close();
        }
        connections.close();
    }
}
