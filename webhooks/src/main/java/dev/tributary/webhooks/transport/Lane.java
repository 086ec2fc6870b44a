package dev.tributary.webhooks.transport;

import io.vertx.core.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop and the exchanges that live on it. Their state is touched on that loop alone, so it needs no locks. */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Context context;
    private final Guards guards;
    private final Set<Exchange> pending = Collections.newSetFromMap(new IdentityHashMap<>());
    private volatile boolean closed;

    /** What every exchange passes. */
    record Guards(
            AddressPolicy policy,
            NameResolver resolver,
            InstantSource clock,
            Connections connections,
            Optional<EgressHealth> egress) {}

    Lane(Context context, Guards guards) {
        this.context = context;
        this.guards = guards;
    }

    void send(Request request, Consumer<Outcome> then) {
        Exchange exchange = new Exchange(this, guards, request, then);
        try {
            context.runOnContext(_ -> begin(exchange));
        } catch (RejectedExecutionException _) {
            tell(then, new Outcome.Interrupted(Optional.empty(), Timing.of(Duration.ZERO)));
        }
    }

    private void begin(Exchange exchange) {
        pending.add(exchange);
        if (closed) {
            exchange.interrupt();
        } else {
            exchange.begin();
        }
    }

    /** Whether failures are our own doing from now on. */
    boolean isClosed() {
        return closed;
    }

    /** Runs on this loop, from whatever thread; dropped where the loop is gone, which interrupted everything before. */
    void run(Runnable task) {
        try {
            context.runOnContext(_ -> task.run());
        } catch (RejectedExecutionException _) {
            LOG.debug("an event loop ended before its last task");
        }
    }

    long timer(Duration after, Runnable task) {
        return context.owner().setTimer(Math.max(1, after.toMillis()), _ -> task.run());
    }

    void cancel(long timer) {
        context.owner().cancelTimer(timer);
    }

    void finish(Exchange exchange, Consumer<Outcome> then, Outcome outcome) {
        pending.remove(exchange);
        tell(then, outcome);
    }

    void close() {
        closed = true;
        run(() -> List.copyOf(pending).forEach(Exchange::interrupt));
    }

    private static void tell(Consumer<Outcome> then, Outcome outcome) {
        try {
            then.accept(outcome);
        } catch (RuntimeException e) {
            LOG.error(
                    "the receiver of an outcome failed on {}",
                    outcome.getClass().getSimpleName(),
                    e);
        }
    }
}
