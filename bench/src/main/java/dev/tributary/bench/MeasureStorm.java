package dev.tributary.bench;

import dev.tributary.webhooks.dispatch.DispatchSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/**
 * A webhook's receiver has just come back, so that very many of its deliveries are due at once, and some others never
 * answer: what the rest feel of it, beside a calm time in the same run.
 */
final class MeasureStorm {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final int BATCH = 500;

    private final StormPlan plan;
    private final Path folder;
    private final Rig rig;
    private final BenchEngine engine;
    private final InstantSource clock = InstantSource.system();
    private int turn;
    private long expected;

    private MeasureStorm(StormPlan plan, Path folder, Rig rig, BenchEngine engine) {
        this.plan = plan;
        this.folder = folder;
        this.rig = rig;
        this.engine = engine;
    }

    static StormFigures run(StormPlan plan, Plan machine, Path root, PrintStream progress)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        Path folder = root.resolve("target").resolve("bench");
        try (Rig rig = new Rig(folder, machine);
                BenchEngine engine = new BenchEngine(
                        dispatch(), plan.body(), urls(plan, rig.receiver), StormPlan.CAP, rig.database, rig.receiver)) {
            StormFigures figures = new MeasureStorm(plan, folder, rig, engine).measure();
            new Print(progress).storm(plan, figures);
            return figures;
        }
    }

    /** As shipped, but a stop does not wait for those who hang. */
    private static DispatchSettings dispatch() {
        return DispatchSettings.defaults().withDrain(Duration.ofMillis(100));
    }

    private static List<String> urls(StormPlan plan, ReceiverProcess receiver) {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < plan.webhooks(); i++) {
            urls.add(
                    i < plan.storms()
                            ? receiver.busyUrl(i)
                            : i < plan.first() ? receiver.hangingUrl(i) : receiver.url(i));
        }
        return urls;
    }

    private StormFigures measure() throws IOException, SQLException, InterruptedException, ExecutionException {
        int each = plan.due() / plan.storms();
        for (int storm = 0; storm < plan.storms(); storm++) {
            engine.pause(storm);
            for (int held = 0; held < each; held += BATCH) {
                engine.publish(storm, Math.min(BATCH, each - held), this::micros);
            }
        }
        warm();
        List<Commit> calm = others(plan.calm(), () -> false);
        awaitArrived();

        for (int i = plan.storms(); i < plan.first(); i++) {
            engine.publish(i, StormPlan.FOR_EACH_HANGING, this::micros);
        }
        expected += plan.due();
        long begin = System.nanoTime();
        FutureTask<Double> over = storm(begin);
        List<Commit> storm = others(plan.calm(), () -> !over.isDone());
        double seconds = over.get();
        awaitArrived();
        Map<String, Long> arrivals = rig.receiver.arrivals(folder);
        Tally tally = rig.receiver.tally();
        return new StormFigures(
                latency(calm, arrivals),
                latency(storm, arrivals),
                plan.due(),
                seconds,
                rig.receiver.most(),
                StormPlan.CAP,
                expected - tally.distinct(),
                tally.duplicates());
    }

    /** Every webhook has had something, so that its destination is known; and the hot paths are compiled. */
    private void warm() throws SQLException {
        for (int i = plan.first(); i < plan.webhooks(); i++) {
            engine.publish(i, 1, this::micros);
            expected++;
        }
        awaitArrived();
        others(plan.calm().dividedBy(5), () -> false);
        awaitArrived();
    }

    /** Makes all due, and ends when they are mostly gone: what the others had published until then may still be on its way. */
    private FutureTask<Double> storm(long begin) {
        long before = rig.receiver.tally().distinct();
        FutureTask<Double> over = new FutureTask<>(() -> {
            for (int storm = 0; storm < plan.storms(); storm++) {
                engine.release(storm);
            }
            long end = begin + PATIENCE.toNanos();
            while (rig.receiver.tally().distinct() - before < plan.due() && System.nanoTime() < end) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
            return (System.nanoTime() - begin) / 1e9;
        });
        Thread.ofPlatform().daemon().name("storm").start(over);
        return over;
    }

    private interface More {
        boolean holds();
    }

    /** Publishes for the webhooks that are well, in turns, for so long and while there is more. */
    private List<Commit> others(Duration length, More more) throws SQLException {
        List<Commit> commits = new ArrayList<>();
        long pause = 1_000_000_000L / plan.perSecond();
        long end = System.nanoTime() + length.toNanos();
        int first = plan.first();
        for (long next = System.nanoTime(); System.nanoTime() < end || more.holds(); next += pause) {
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            commits.add(engine.publish(first + turn++ % (plan.webhooks() - first), 1, this::micros));
        }
        expected += commits.size();
        return commits;
    }

    private void awaitArrived() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (rig.receiver.tally().distinct() < expected && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static Latency latency(List<Commit> commits, Map<String, Long> arrivals) {
        long[] micros = commits.stream()
                .flatMapToLong(commit -> commit.ids().stream()
                        .mapToLong(id -> arrivals.getOrDefault(id.toString(), Long.MAX_VALUE) - commit.micros()))
                .toArray();
        double span = (commits.getLast().micros() - commits.getFirst().micros()) / 1e6;
        return Latency.of(commits.size() / Math.max(span, 1e-3), micros);
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
