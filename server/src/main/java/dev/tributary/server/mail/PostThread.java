package dev.tributary.server.mail;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where mail is sent: at once when a transaction has put some in, and every now and then for what other nodes left. */
final class PostThread implements AutoCloseable {
    private static final int EVERY_SECONDS = 5;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("post").factory());
    private final AtomicBoolean woken = new AtomicBoolean();
    private final PostLoop loop;

    PostThread(PostLoop loop, boolean on) {
        this.loop = loop;
        if (on) {
            var _ = thread.scheduleWithFixedDelay(loop::run, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Sends once the current transaction has committed; at once outside of one. */
    void wake() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                run();
            }
        });
    }

    private void run() {
        if (woken.compareAndSet(false, true) && !thread.isShutdown()) {
            thread.execute(() -> {
                woken.set(false);
                loop.run();
            });
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
