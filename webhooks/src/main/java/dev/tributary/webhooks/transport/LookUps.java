package dev.tributary.webhooks.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that ask the operating system for addresses. Platform threads, since a look-up may hang in native code, where
 * it would pin a virtual thread's carrier, and the web server's with it. Names that were slow before have a few of their
 * own, so that they can hang no others; the many are for names that nobody knows yet. Idle ones end.
 */
public final class LookUps implements AutoCloseable {
    private static final int THREADS = 192;
    private static final int SLOW_THREADS = 16;
    private static final int QUEUE = 2000;
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor usual = threads("tributary-dns-", THREADS);
    private final ThreadPoolExecutor slow = threads("tributary-slow-dns-", SLOW_THREADS);

    /** Asks, and blocks for as long as that takes. */
    @FunctionalInterface
    interface Question {
        InetAddress[] ask(String host) throws UnknownHostException;
    }

    Executor usual() {
        return usual;
    }

    Executor slow() {
        return slow;
    }

    private static ThreadPoolExecutor threads(String name, int most) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().daemon().name(name, 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** What hangs is left alone: its threads don't keep the process alive. */
    @Override
    public void close() {
        usual.shutdownNow();
        slow.shutdownNow();
    }
}
