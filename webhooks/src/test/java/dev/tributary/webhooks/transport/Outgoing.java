package dev.tributary.webhooks.transport;

import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.TestCertificate;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A guarded client for tests: two event loops, a resolver in the test's hand, one origin or more allowed. */
final class Outgoing implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = EventLoops.start(2);
    private final Set<Origin> allowed = new HashSet<>();
    private volatile NameResolver resolver = _ -> CompletableFuture.completedFuture(List.of(loopback()));
    private Optional<GuardedClient> client = Optional.empty();

    static InetAddress loopback() {
        return InetAddress.ofLiteral("127.0.0.1");
    }

    /** Call before the first send. */
    Outgoing allow(String origin) {
        allowed.add(Origin.parse(origin));
        return this;
    }

    Outgoing allow(FaultyReceiver receiver) {
        return allow(receiver.url(""));
    }

    Outgoing resolve(NameResolver next) {
        resolver = next;
        return this;
    }

    AddressPolicy policy() {
        return new AddressPolicy(allowed, false, Optional.empty(), host -> resolver.resolve(host));
    }

    GuardedClient client() {
        if (client.isEmpty()) {
            client = Optional.of(
                    new GuardedClient(vertx, policy(), host -> resolver.resolve(host), InstantSource.fixed(NOW)));
        }
        return client.get();
    }

    Outgoing trustTestAuthority() {
        client = Optional.of(GuardedClient.dangerouslyTrusting(
                TestCertificate.trusted(), vertx, policy(), host -> resolver.resolve(host), InstantSource.fixed(NOW)));
        return this;
    }

    static Request post(String url, Duration deadline) {
        return new Request(
                Target.parse(url),
                List.of(new Header("Content-Type", "application/json"), new Header("webhook-id", "evt_1")),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                deadline);
    }

    Outcome send(String url, Duration deadline) {
        return await(start(post(url, deadline)));
    }

    Outcome send(String url) {
        return send(url, PATIENCE);
    }

    CompletableFuture<Outcome> start(Request request) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        client().send(request, outcome::complete);
        return outcome;
    }

    static Outcome await(CompletableFuture<Outcome> outcome) {
        try {
            return outcome.get(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
        } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError("no outcome", e);
        }
    }

    @Override
    public void close() {
        client.ifPresent(GuardedClient::close);
        vertx.close().await();
    }
}
