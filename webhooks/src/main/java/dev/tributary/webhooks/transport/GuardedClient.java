package dev.tributary.webhooks.transport;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The guarded HTTP client. */
public final class GuardedClient implements AutoCloseable {

    public GuardedClient(Vertx vertx, AddressPolicy policy, NameResolver resolver, InstantSource clock) {}

    /** Sends once; {@code then} is called exactly once, on any thread, whatever happens. */
    public void send(Request request, Consumer<Outcome> then) {
        then.accept(new Outcome.Interrupted(Timing.of(Duration.ZERO)));
    }

    /** Pending sends give {@link Outcome.Interrupted}. */
    @Override
    public void close() {}
}
