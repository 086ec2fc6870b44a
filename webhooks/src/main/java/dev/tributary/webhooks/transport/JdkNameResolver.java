package dev.tributary.webhooks.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Asks the operating system, 5 s at most, and remembers the answer for a few seconds. One look-up serves everybody who
 * waits for the same name, so a name whose server hangs holds one thread.
 */
public final class JdkNameResolver implements NameResolver {
    private static final int LIMIT_SECONDS = 5;
    private static final Duration REMEMBER = Duration.ofSeconds(10);
    private static final Duration REMEMBER_FAILURE = Duration.ofSeconds(3);
    private static final int MAX_NAMES = 10_000;

    private final Executor executor;
    private final InstantSource clock;
    private final Map<String, Found> known = new ConcurrentHashMap<>();

    private record Found(CompletableFuture<List<InetAddress>> addresses, long askedAtMillis) {}

    /**
     * A resolver with an empty memory.
     *
     * @param executor runs the blocking look-ups: platform threads, bounded in number, since a native look-up pins the
     *     carrier of a virtual thread and two slow names would stop every virtual thread of a small machine
     */
    public JdkNameResolver(Executor executor, InstantSource clock) {
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<List<InetAddress>> resolve(String host) {
        long now = clock.millis();
        Found found = known.get(host);
        if (found == null || isStale(found, now)) {
            found = known.compute(host, (_, old) -> old == null || isStale(old, now) ? ask(host, now) : old);
        }
        return found.addresses();
    }

    private static boolean isStale(Found found, long now) {
        Duration keep = found.addresses().isCompletedExceptionally() ? REMEMBER_FAILURE : REMEMBER;
        return found.addresses().isDone() && Math.abs(now - found.askedAtMillis()) > keep.toMillis();
    }

    private Found ask(String host, long now) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> lookUp(host, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new IOException("too many look-ups at once", e));
        }
        return new Found(answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS), now);
    }

    private void lookUp(String host, CompletableFuture<List<InetAddress>> answer) {
        if (answer.isDone()) {
            return; // gave up while queued
        }
        forgetStale();
        try {
            answer.complete(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException | SecurityException e) {
            answer.completeExceptionally(e);
        }
    }

    private void forgetStale() {
        if (known.size() > MAX_NAMES) {
            long now = clock.millis();
            known.values().removeIf(found -> isStale(found, now));
        }
    }
}
