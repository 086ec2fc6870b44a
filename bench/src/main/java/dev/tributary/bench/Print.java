package dev.tributary.bench;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The figures for people, and as JSON. */
final class Print {
    private final PrintStream out;

    Print(PrintStream out) {
        this.out = out;
    }

    static void json(PrintStream out, Figures figures) {
        out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
    }

    void machine(Machine machine) {
        line(
                "%s, %d processors, Java %s; load average %.1f",
                machine.system(), machine.processors(), machine.java(), machine.load());
        if (machine.load() > 1) {
            line("Something else is running here: the rates will be too low. Trust the ratios more.");
        }
    }

    void plan(Plan plan, double commitMicros) {
        line(
                "One small commit takes %.0f µs. Bodies of %d bytes; %d requests under way at most; %d publishers; %d rounds of %.1f s, in turns.",
                commitMicros,
                plan.body(),
                plan.inFlight(),
                plan.publishers(),
                plan.rounds(),
                plan.length().toMillis() / 1000.0);
    }

    void comparison(Comparison comparison) {
        Round engine = comparison.engine();
        line("");
        line(
                "%d webhook%s, %d event%s in a transaction",
                comparison.scenario().endpoints(),
                plural(comparison.scenario().endpoints()),
                comparison.scenario().batch(),
                plural(comparison.scenario().batch()));
        line("  %-34s %10.0f /s  (%s)", "deliveries, published to recorded", engine.perSecond(), rates(engine));
        comparison
                .bare()
                .ifPresent(bare -> line("  %-34s %10.0f /s  (%s)", "bare HTTP client", bare.perSecond(), rates(bare)));
        comparison.ratio().ifPresent(ratio -> line("  %-34s %10.2f", "ratio", ratio));
        cpu("CPU of a delivery", engine);
        comparison.bare().ifPresent(bare -> cpu("CPU of a bare request", bare));
        line(
                "  %-34s %10.2f statements, %.3f commits, %.0f bytes of WAL",
                "database, for a delivery",
                engine.each(engine.database().statements()),
                engine.each(engine.database().commits()),
                engine.each(engine.database().walBytes()));
        Latency latency = comparison.latency();
        line(
                "  %-34s %10.1f ms p50, %.1f ms p99, %.1f ms worst, at %.0f /s",
                "commit to receiver", latency.p50(), latency.p99(), latency.max(), latency.perSecond());
        count("engine", engine);
        count("engine at half the rate", comparison.paced());
        comparison.bare().ifPresent(bare -> count("bare client", bare));
    }

    void top(List<TopStatement> top) {
        for (TopStatement one : top) {
            line(
                    "    %8.0f ms in %6d calls, %8.3f ms and %7.0f pages each: %s",
                    one.totalMillis(), one.calls(), one.totalMillis() / one.calls(), one.blocks(), one.text());
        }
    }

    private void cpu(String what, Round round) {
        CpuTimes cpu = round.cpu();
        line(
                "  %-34s %10.1f µs here, %.1f µs PostgreSQL, %.1f µs receiver",
                what, round.each(cpu.engine()), round.each(cpu.postgres()), round.each(cpu.receiver()));
    }

    private void count(String what, Round round) {
        line(
                "  %-34s %10d published, %d received, %d lost, %d duplicates",
                what,
                round.published(),
                round.received().distinct(),
                round.lost(),
                round.received().duplicates());
    }

    void storm(StormPlan plan, StormFigures figures) {
        line("");
        line(
                "a storm: %d deliveries due at once for %d of %d webhooks, %d of which hang",
                plan.due(), plan.storms(), plan.webhooks(), plan.hanging());
        latency("the others, commit to receiver, calm", figures.calm());
        latency("the same in the storm", figures.storm());
        line(
                "  %-38s %6.1f s, %.0f /s; %d at once at most, %d allowed",
                "until all had arrived",
                figures.seconds(),
                figures.due() / figures.seconds(),
                figures.mostAtOnce(),
                figures.cap());
        line("  %-38s %6d lost, %d duplicates", "", figures.lost(), figures.duplicates());
    }

    private void latency(String what, Latency latency) {
        line(
                "  %-38s %6.1f ms p50, %.1f ms p99, %.1f ms worst, at %.0f /s",
                what, latency.p50(), latency.p99(), latency.max(), latency.perSecond());
    }

    void start(StartFigures figures) {
        line("");
        line("the server, %s its class cache", figures.cached() ? "with" : "without");
        start("cold: empty data folder", figures.cold());
        start("warm", figures.warm());
    }

    private void start(String what, StartFigures.Start start) {
        line(
                "  %-34s %10.2f s to ready; %.0f MB JVM, %.0f MB PostgreSQL",
                what, start.seconds(), start.engineMegabytes(), start.postgresMegabytes());
    }

    private static String rates(Round round) {
        return round.rates().stream()
                .map(rate -> String.format(Locale.ROOT, "%.0f", rate))
                .collect(Collectors.joining(", "));
    }

    private static String plural(int number) {
        return number == 1 ? "" : "s";
    }

    @FormatMethod
    private void line(@FormatString String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
