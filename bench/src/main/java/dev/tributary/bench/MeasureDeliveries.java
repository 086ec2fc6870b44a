package dev.tributary.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Scenario after scenario: rounds of the engine and of the bare client in turns, then the latency at half the rate. */
final class MeasureDeliveries {
    private final Plan plan;
    private final Path folder;
    private final Rig rig;
    private final InstantSource clock = InstantSource.system();

    private MeasureDeliveries(Plan plan, Path folder, Rig rig) {
        this.plan = plan;
        this.folder = folder;
        this.rig = rig;
    }

    static List<Comparison> run(Plan plan, Path root, PrintStream progress)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        Path folder = root.resolve("target").resolve("bench");
        List<Comparison> comparisons = new ArrayList<>();
        try (Rig rig = new Rig(folder, plan)) {
            Print print = new Print(progress);
            print.plan(plan, rig.database.commitMicros());
            MeasureDeliveries measure = new MeasureDeliveries(plan, folder, rig);
            measure.scenario(plan.scenarios().getFirst(), 1); // compiles the hot paths
            for (Plan.Scenario scenario : plan.scenarios()) {
                Comparison comparison = measure.scenario(scenario, plan.rounds());
                print.comparison(comparison);
                print.top(rig.database.top(plan.top()));
                comparisons.add(comparison);
            }
        }
        return comparisons;
    }

    private Comparison scenario(Plan.Scenario scenario, int rounds)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        rig.database.empty();
        List<Round> engineRounds = new ArrayList<>();
        List<Round> bareRounds = new ArrayList<>();
        BareRequests requests = new BareRequests(plan, scenario.endpoints(), rig.receiver, clock);
        try (BenchEngine engine = new BenchEngine(plan, scenario.endpoints(), rig.database, rig.receiver);
                BareLoop bare = new BareLoop(plan.inFlight(), rig.receiver.origin(), clock)) {
            for (int i = 0; i < rounds; i++) {
                engineRounds.add(rig.measure(() -> count(commits(engine, scenario, Duration.ZERO))));
                if (scenario.bare()) {
                    bareRounds.add(rig.measure(() -> bare.run(requests, plan.length())));
                }
            }
            return latency(engine, scenario, Round.sum(engineRounds), bareRounds);
        }
    }

    private Comparison latency(BenchEngine engine, Plan.Scenario scenario, Round fast, List<Round> bare)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        double perSecond = fast.perSecond() / 2;
        Duration pause = Duration.ofNanos((long) (plan.publishers() * scenario.batch() * 1e9 / perSecond));
        List<Commit> commits = new ArrayList<>();
        Round paced = rig.measure(() -> {
            commits.addAll(commits(engine, scenario, pause));
            return count(commits);
        });
        Map<String, Long> arrivals = rig.receiver.arrivals(folder);
        long[] micros = commits.stream()
                .flatMapToLong(commit -> commit.ids().stream()
                        .mapToLong(id -> arrivals.getOrDefault(id.toString(), Long.MAX_VALUE) - commit.micros()))
                .toArray();
        Optional<Round> client = bare.isEmpty() ? Optional.empty() : Optional.of(Round.sum(bare));
        return new Comparison(scenario, fast, client, Latency.of(paced.perSecond(), micros), paced);
    }

    private List<Commit> commits(BenchEngine engine, Plan.Scenario scenario, Duration pause)
            throws InterruptedException, ExecutionException {
        Window window = new Window(plan.window());
        rig.receiver.onArrived(window::arrived);
        return new PublishLoop(engine, window, scenario.batch(), clock).run(plan.publishers(), plan.length(), pause);
    }

    private static long count(List<Commit> commits) {
        return commits.stream().mapToLong(commit -> commit.ids().size()).sum();
    }
}
