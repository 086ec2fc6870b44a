package dev.tributary.server.moving;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Works at imports on a thread of its own: at once where one was begun here, and every second for those of other nodes. */
final class ImportThread implements AutoCloseable {
    private static final int EVERY_MILLIS = 1000;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("imports").factory());
    private final AtomicBoolean woken = new AtomicBoolean();
    private final WorkAtImports work;

    ImportThread(WorkAtImports work) {
        this.work = work;
        var _ = thread.scheduleWithFixedDelay(
                () -> work.run(thread::isShutdown), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** There is something to do. */
    void wake() {
        if (!thread.isShutdown() && woken.compareAndSet(false, true)) {
            thread.execute(() -> {
                woken.set(false);
                work.run(thread::isShutdown);
            });
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
