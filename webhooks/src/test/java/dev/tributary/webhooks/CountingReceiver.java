package dev.tributary.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers 204, or as told, after a while, and counts for each path how many requests it had at once. */
final class CountingReceiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile Duration slow;
    private volatile int status = 204;

    private static final class Count {
        final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicInteger all = new AtomicInteger();
    }

    CountingReceiver(Duration slow) {
        this.slow = slow;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Takes this long for each answer from now on. */
    void take(Duration time) {
        slow = time;
    }

    /** Answers what waits for an answer, and from now on everything at once. */
    void hurry() {
        slow = Duration.ZERO;
        waiting.forEach(Runnable::run);
    }

    /** Answers so from now on. */
    void answer(int next) {
        status = next;
    }

    /** Counts anew; nothing is under way. */
    void forget() {
        counts.clear();
    }

    /** The most requests that a path had at once. */
    int most(String path) {
        return count(path).most.get();
    }

    /** All requests that a path has had. */
    int all(String path) {
        return count(path).all.get();
    }

    private Count count(String path) {
        return counts.computeIfAbsent(path, _ -> new Count());
    }

    private void receive(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        Count count = count(exchange.getRequestURI().getPath());
        count.most.accumulateAndGet(count.now.incrementAndGet(), Math::max);
        count.all.incrementAndGet();
        Runnable once = new Runnable() {
            @Override
            public void run() {
                if (waiting.remove(this)) {
                    answer(exchange, count);
                }
            }
        };
        waiting.add(once);
        var _ = later.schedule(once, slow.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void answer(HttpExchange exchange, Count count) {
        count.now.decrementAndGet(); // before the answer, on which the next request may come at once
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        } catch (IOException _) {
            // the sender has stopped meanwhile
        }
    }

    @Override
    public void close() {
        server.stop(0);
        later.shutdownNow();
        threads.shutdownNow();
    }
}
