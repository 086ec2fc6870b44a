package dev.tributary.server.click;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Writes what was heard every second, and sooner where a batch is full. What ties a cart is written at once: its order may
 * come to another node at any moment, and is decided there by what is known. The last of it is written when the server
 * stops, after the last request.
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
    private final Duration pause;
    private volatile boolean running;

    @Autowired
    WriteLoop(ClickBuffer buffer) {
        this(buffer, Duration.ofSeconds(1));
    }

    WriteLoop(ClickBuffer buffer, Duration pause) {
        this.buffer = buffer;
        this.pause = pause;
    }

    /** Takes what was heard, to be written soon. Never waits. */
    void hear(Heard heard) {
        boolean full = buffer.take(heard);
        boolean urgent = full || heard.cart().isPresent();
        if (urgent && running && asked.compareAndSet(false, true)) {
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
        var _ = thread.scheduleWithFixedDelay(this::write, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
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
