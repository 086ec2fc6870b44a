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
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the operating system, 5 s at most, and remembers the answer for a few seconds. One look-up serves everybody who
 * waits for the same name. One that hangs is given up, but goes on holding its thread: until it is over no other starts
 * for that name, and from then on the name is looked up by the few threads for slow ones, until it is quick again.
 */
public final class JdkNameResolver implements NameResolver {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration REMEMBER = Duration.ofSeconds(10);
    private static final Duration REMEMBER_FAILURE = Duration.ofSeconds(3);
    private static final int MAX_NAMES = 10_000;

    private final Executor usual;
    private final Executor slow;
    private final LookUps.Question question;
    private final Duration limit;
    private final InstantSource clock;
    private final Map<String, Found> known = new ConcurrentHashMap<>();

    private record Found(Name name, CompletableFuture<List<InetAddress>> addresses, long askedAtMillis) {}

    /** What is known of a name beyond its addresses. */
    private static final class Name {
        volatile boolean busy;
        volatile boolean begun;
        volatile boolean slow;
    }

    /** A resolver with an empty memory, by whose owner the threads are closed. */
    public JdkNameResolver(LookUps threads, InstantSource clock) {
        this(threads.usual(), threads.slow(), InetAddress::getAllByName, LIMIT, clock);
    }

    JdkNameResolver(Executor usual, Executor slow, LookUps.Question question, Duration limit, InstantSource clock) {
        this.usual = usual;
        this.slow = slow;
        this.question = question;
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<List<InetAddress>> resolve(String host) {
        long now = clock.millis();
        Found found = known.get(host);
        if (found == null || isStale(found, now)) {
            found = known.compute(host, (_, old) -> old == null || isStale(old, now) ? ask(host, old, now) : old);
        }
        return found.addresses();
    }

    private static boolean isStale(Found found, long now) {
        Duration keep = found.addresses().isCompletedExceptionally() ? REMEMBER_FAILURE : REMEMBER;
        return found.addresses().isDone() && Math.abs(now - found.askedAtMillis()) > keep.toMillis();
    }

    private Found ask(String host, @Nullable Found old, long now) {
        Name name = old == null ? new Name() : old.name();
        if (name.busy) {
            return new Found(name, failed(name.begun), now);
        }
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        if (!start(host, name, answer)) {
            return new Found(name, CompletableFuture.failedFuture(new LookUpFault()), now);
        }
        CompletableFuture<List<InetAddress>> inTime = answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        failure instanceof TimeoutException && !name.begun ? new LookUpFault() : failure));
        return new Found(name, inTime, now);
    }

    /** False if there is no thread for it. Whatever goes wrong here, the name must not stay busy: nobody would ask again. */
    private boolean start(String host, Name name, CompletableFuture<List<InetAddress>> answer) {
        boolean started = false;
        name.busy = true;
        name.begun = false;
        try {
            (name.slow ? slow : usual).execute(() -> lookUp(host, name, answer));
            started = true;
        } catch (RejectedExecutionException | OutOfMemoryError _) { // the latter where the system gives no thread
            return false;
        } finally {
            if (!started) {
                name.busy = false;
            }
        }
        return true;
    }

    /** The look-up before is still on: it hangs, or it waits for a thread. */
    private static CompletableFuture<List<InetAddress>> failed(boolean begun) {
        return CompletableFuture.failedFuture(
                begun ? new IOException("the look-up before still hangs") : new LookUpFault());
    }

    private void lookUp(String host, Name name, CompletableFuture<List<InetAddress>> answer) {
        long start = clock.millis();
        try {
            name.begun = true;
            if (!answer.isDone()) { // else it was given up while queued
                forgetStale();
                answer.complete(List.of(question.ask(host)));
                name.slow = isSlow(start);
            }
        } catch (UnknownHostException | RuntimeException e) {
            answer.completeExceptionally(e);
            name.slow = isSlow(start);
        } finally {
            name.busy = false;
        }
    }

    private boolean isSlow(long startMillis) {
        return clock.millis() - startMillis > SLOW.toMillis();
    }

    private void forgetStale() {
        if (known.size() > MAX_NAMES) {
            long now = clock.millis();
            known.values().removeIf(found -> !found.name().busy && isStale(found, now));
        }
    }
}
