package dev.tributary.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code ./tributary bench}: deliveries, a storm, then start-up and memory. Bounded in time, on the loopback interface alone, and
 * leaves nothing behind. The exit code is 1 if a single event was lost, or a receiver saw more at once than it allows.
 */
@Command(
        name = "bench",
        description = "Figures for this machine: deliveries per second, latency, a storm, start-up and memory.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    private static final int LOST = 1;

    private enum Section {
        DELIVERIES,
        STORM,
        STARTUP
    }

    @Mixin
    private Options options = new Options();

    @Mixin
    private StormOptions storm = new StormOptions();

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
                .addSubcommand("deliveries", new Part(out, Section.DELIVERIES))
                .addSubcommand("storm", new Part(out, Section.STORM))
                .addSubcommand("startup", new Part(out, Section.STARTUP))
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        return measure(options, storm, out, EnumSet.allOf(Section.class));
    }

    private static int measure(Options options, StormOptions stormOptions, PrintStream out, Set<Section> sections)
            throws Exception {
        Path root = Installation.root();
        PrintStream progress = options.json ? System.err : out;
        Plan plan = options.plan();
        Machine machine = Machine.here();
        new Print(progress).machine(machine);
        List<Comparison> comparisons =
                sections.contains(Section.DELIVERIES) ? MeasureDeliveries.run(plan, root, progress) : List.of();
        Optional<StormFigures> storm = sections.contains(Section.STORM)
                ? Optional.of(MeasureStorm.run(stormOptions.plan(options.body), plan, root, progress))
                : Optional.empty();
        Optional<StartFigures> start =
                sections.contains(Section.STARTUP) ? MeasureStart.run(root, progress) : Optional.empty();
        if (options.json) {
            Print.json(out, new Figures(machine, comparisons, storm, start));
        }
        boolean complete = comparisons.stream().allMatch(Comparison::isComplete)
                && storm.map(StormFigures::isAsPromised).orElse(true);
        return complete ? 0 : LOST;
    }

    /** One part of the whole. */
    @Command(description = "This part alone.", mixinStandardHelpOptions = true)
    private static final class Part implements Callable<Integer> {
        @Mixin
        private Options options = new Options();

        @Mixin
        private StormOptions storm = new StormOptions();

        private final PrintStream out;
        private final Section section;

        Part(PrintStream out, Section section) {
            this.out = out;
            this.section = section;
        }

        @Override
        public Integer call() throws Exception {
            return measure(options, storm, out, EnumSet.of(section));
        }
    }
}
