package dev.tributary.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Threads that publish for a while, each a transaction after the other. */
final class PublishLoop {
    private final BenchEngine engine;
    private final Window window;
    private final int batch;
    private final InstantSource clock;
    private final AtomicInteger turn = new AtomicInteger();

    PublishLoop(BenchEngine engine, Window window, int batch, InstantSource clock) {
        this.engine = engine;
        this.window = window;
        this.batch = batch;
        this.clock = clock;
    }

    /**
     * Publishes.
     *
     * @param pause between the starts of one thread's transactions; zero for as fast as the window lets
     * @return every commit
     */
    List<Commit> run(int threads, Duration length, Duration pause) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + length.toNanos();
        List<Future<List<Commit>>> running = new ArrayList<>();
        try (ExecutorService publishers = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                long first = System.nanoTime() + pause.toNanos() * i / threads;
                running.add(publishers.submit(() -> publish(first, end, pause.toNanos())));
            }
        }
        List<Commit> commits = new ArrayList<>();
        for (Future<List<Commit>> publisher : running) {
            commits.addAll(publisher.get());
        }
        return commits;
    }

    private List<Commit> publish(long first, long end, long pause) throws InterruptedException, SQLException {
        List<Commit> commits = new ArrayList<>();
        for (long next = first; System.nanoTime() < end; next += pause) {
            awaitTurn(pause == 0 ? System.nanoTime() : next);
            window.enter(batch);
            commits.add(engine.publish(turn.getAndIncrement(), batch, this::micros));
        }
        return commits;
    }

    private static void awaitTurn(long at) {
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
