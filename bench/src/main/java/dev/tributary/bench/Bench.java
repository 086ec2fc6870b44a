package dev.tributary.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code ./tributary bench}: deliveries, then start-up and memory. Bounded in time, on the loopback interface alone, and
 * leaves nothing behind. The exit code is 1 if a single event was lost.
 */
@Command(
        name = "bench",
        description = "Figures for this machine: deliveries per second, latency, start-up and memory.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    private static final int LOST = 1;

    @Mixin
    private Options options = new Options();

    private final PrintStream out;

    Bench(PrintStream out) {
        this.out = out;
    }

    /** Runs, and ends the process with the code that tells whether everything arrived. */
    public static void main(String[] args) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.exit(run(new PrintStream(System.out, true, StandardCharsets.UTF_8), args));
    }

    static int run(PrintStream out, String... args) {
        return new CommandLine(new Bench(out))
                .addSubcommand("deliveries", new Part(out, true, false))
                .addSubcommand("startup", new Part(out, false, true))
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        return measure(options, out, true, true);
    }

    private static int measure(Options options, PrintStream out, boolean deliveries, boolean startup) throws Exception {
        Path root = Installation.root();
        PrintStream progress = options.json ? System.err : out;
        Machine machine = Machine.here();
        new Print(progress).machine(machine);
        List<Comparison> comparisons = deliveries ? MeasureDeliveries.run(options.plan(), root, progress) : List.of();
        Optional<StartFigures> start = startup ? MeasureStart.run(root, progress) : Optional.empty();
        if (options.json) {
            Print.json(out, new Figures(machine, comparisons, start));
        }
        return comparisons.stream().allMatch(Comparison::isComplete) ? 0 : LOST;
    }

    /** One half of the whole. */
    @Command(description = "This part alone.", mixinStandardHelpOptions = true)
    private static final class Part implements Callable<Integer> {
        @Mixin
        private Options options = new Options();

        private final PrintStream out;
        private final boolean deliveries;
        private final boolean startup;

        Part(PrintStream out, boolean deliveries, boolean startup) {
            this.out = out;
            this.deliveries = deliveries;
            this.startup = startup;
        }

        @Override
        public Integer call() throws Exception {
            return measure(options, out, deliveries, startup);
        }
    }
}
