package dev.tributary.server.click;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What was heard and is not yet written. It holds no more than {@link #ROOM}: what comes beyond that, or can't be
 * written, is counted and left out, since a shop is never made to wait. While the database is away its content stays.
 */
final class ClickBuffer {
    static final int ROOM = 10_000;
    static final int BATCH = 500;
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(ClickBuffer.class);

    private final BlockingQueue<Heard> waiting = new LinkedBlockingQueue<>(ROOM);
    private final AtomicLong unwritten = new AtomicLong();
    private final List<Heard> batch = new ArrayList<>();
    private final Consumer<List<Heard>> write;
    private final InstantSource clock;
    private final Counter written;
    private final Counter dropped;
    private final AtomicLong droppedUnsaid = new AtomicLong();
    private final AtomicReference<Instant> saidDropped = new AtomicReference<>(Instant.MIN);

    ClickBuffer(Consumer<List<Heard>> write, MeterRegistry meters, InstantSource clock) {
        this.write = write;
        this.clock = clock;
        this.written = meters.counter("tributary.clicks.written");
        this.dropped = meters.counter("tributary.clicks.dropped");
    }

    /**
     * Takes it, or drops it where there is no room.
     *
     * @return whether a batch is full, so that it is time to write
     */
    boolean take(Heard heard) {
        unwritten.incrementAndGet();
        if (!waiting.offer(heard)) {
            unwritten.decrementAndGet();
            drop(1);
        }
        return waiting.size() >= BATCH;
    }

    /** Writes what has been taken so far, and returns when it is written or can't be. Costs nothing where nothing waits. */
    void settle() {
        long toWrite = unwritten.get();
        if (toWrite > 0) {
            settle(toWrite);
        }
    }

    private synchronized void settle(long toWrite) {
        for (long done = 0; done < toWrite; ) {
            waiting.drainTo(batch, BATCH - batch.size());
            if (batch.isEmpty() || !writeBatch()) {
                return;
            }
            done += batch.size();
            unwritten.addAndGet(-batch.size());
            batch.clear();
        }
    }

    /** Whether it is done with; what can't be written whoever tries is dropped. */
    private boolean writeBatch() {
        try {
            write.accept(List.copyOf(batch));
            written.increment(batch.size());
            return true;
        } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
            return false; // to begin, to commit and to roll back need a connection, too; written twice is written once
        } catch (RuntimeException refused) { // the database's or ours: neither an order nor the next batch is to suffer
            LOG.error("A batch of clicks can't be written", refused);
            drop(batch.size());
            return true;
        }
    }

    /** Says so once a minute. Takes no lock: a shop must not wait for the batch that is being written. */
    private void drop(int count) {
        dropped.increment(count);
        droppedUnsaid.addAndGet(count);
        Instant now = clock.instant();
        Instant said = saidDropped.get();
        if (!now.isBefore(said.plus(SELDOM)) && saidDropped.compareAndSet(said, now)) {
            LOG.warn("{} clicks were left out: they came faster than they are written", droppedUnsaid.getAndSet(0));
        }
    }
}
