package dev.tributary.bench;

import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.transport.AddressPolicy;
import dev.tributary.webhooks.transport.EventLoops;
import dev.tributary.webhooks.transport.GuardedClient;
import dev.tributary.webhooks.transport.NameResolver;
import dev.tributary.webhooks.transport.Origin;
import dev.tributary.webhooks.transport.Outcome;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The engine's HTTP client alone: each answer starts the next request, and nothing is written down. */
final class BareLoop implements AutoCloseable {
    private final Vertx vertx = EventLoops.start(DispatchSettings.defaults().eventLoops());
    private final GuardedClient client;
    private final int inFlight;

    BareLoop(int inFlight, String origin, InstantSource clock) {
        NameResolver none = host -> CompletableFuture.failedFuture(new IOException(host));
        AddressPolicy policy = new AddressPolicy(Set.of(Origin.parse(origin)), false, Optional.empty(), none);
        this.client = new GuardedClient(vertx, policy, none, clock);
        this.inFlight = inFlight;
    }

    /**
     * Sends for a while and waits for the last answer.
     *
     * @return how many were accepted
     */
    long run(BareRequests requests, Duration length) {
        Run run = new Run(requests, System.nanoTime() + length.toNanos());
        run.underWay.register();
        for (int i = 0; i < inFlight; i++) {
            run.underWay.register();
            run.send();
        }
        run.underWay.arriveAndAwaitAdvance();
        return run.accepted.get();
    }

    private final class Run {
        final Phaser underWay = new Phaser();
        final AtomicLong accepted = new AtomicLong();
        private final AtomicLong numbers = new AtomicLong();
        private final BareRequests requests;
        private final long end;

        Run(BareRequests requests, long end) {
            this.requests = requests;
            this.end = end;
        }

        void send() {
            client.send(requests.next(numbers.getAndIncrement()), this::answered);
        }

        private void answered(Outcome outcome) {
            if (outcome instanceof Outcome.Accepted) {
                accepted.incrementAndGet();
            }
            if (System.nanoTime() < end) {
                send();
            } else {
                underWay.arriveAndDeregister();
            }
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }
}
