package dev.tributary.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/** The database, the receiver, and what is read before and after each round. */
final class Rig implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    final BenchDatabase database;
    final ReceiverProcess receiver;

    /** A round's work: returns how many the receiver must have got. */
    interface Work {
        long run() throws InterruptedException, ExecutionException;
    }

    Rig(Path folder, Plan plan) throws IOException, SQLException, InterruptedException {
        database = BenchDatabase.start(folder, plan.publishers());
        receiver = ReceiverProcess.start();
    }

    /** Runs the work and waits until all of it has arrived and is recorded. */
    Round measure(Work work) throws InterruptedException, ExecutionException, SQLException {
        receiver.clear();
        Counters counters = database.counters();
        CpuTimes cpu = cpu();
        long begin = System.nanoTime();
        long published = work.run();
        long last = awaitRest(published);
        return Round.of(
                published,
                receiver.tally(),
                Duration.ofNanos(last - begin),
                cpu().minus(cpu),
                database.counters().minus(counters));
    }

    /** When the last outcome was certainly recorded, or patience ended: then the missing ones count as lost. */
    private long awaitRest(long published) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long looked = System.nanoTime();
        while ((receiver.tally().distinct() < published || database.isBusy()) && looked < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            looked = System.nanoTime();
        }
        return looked;
    }

    private CpuTimes cpu() {
        return CpuTimes.read(database.postmaster(), receiver.pid());
    }

    @Override
    public void close() throws SQLException, IOException {
        receiver.close();
        database.close();
    }
}
