package dev.tributary.server.click;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Writes what was heard every second, and sooner where a batch is full; the last of it when the server stops, after the
 * last request.
 */
@Component
class WriteLoop implements SmartLifecycle {
    /** Lower than the web server's phase: earlier up, later down. */
    private static final int PHASE = 1;

    private static final Logger LOG = LoggerFactory.getLogger(WriteLoop.class);

    private final ClickBuffer buffer;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clicks-write").factory());
    private volatile boolean running;

    WriteLoop(ClickBuffer buffer) {
        this.buffer = buffer;
    }

    /** Takes what was heard, to be written soon. Never waits. */
    void hear(Heard heard) {
        boolean full = buffer.take(heard);
        if (full && running && asked.compareAndSet(false, true)) {
            thread.execute(this::write);
        }
    }

    private void write() {
        asked.set(false);
        try {
            buffer.settle();
        } catch (RuntimeException e) { // ours: the loop must go on
            LOG.error("Clicks can't be written; the loop goes on trying", e);
        }
    }

    @Override
    public void start() {
        running = true;
        var _ = thread.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdown();
        write();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
