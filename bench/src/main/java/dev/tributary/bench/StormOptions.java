package dev.tributary.bench;

import java.time.Duration;
import picocli.CommandLine.Option;

/** What the command line may change of the storm. */
final class StormOptions {
    @Option(names = "--webhooks", description = "Webhooks, of an account each: ${DEFAULT-VALUE}.")
    int webhooks = 1_000;

    @Option(names = "--storms", description = "Receivers that come back at once: ${DEFAULT-VALUE}.")
    int storms = 1;

    @Option(names = "--hanging", description = "How many of them never answer: ${DEFAULT-VALUE}.")
    int hanging = 10;

    @Option(
            names = "--due",
            description = "Deliveries that become due at once, of all storms together: ${DEFAULT-VALUE}.")
    int due = 100_000;

    @Option(names = "--per-second", description = "Events a second for the others: ${DEFAULT-VALUE}.")
    int perSecond = 200;

    @Option(names = "--calm", description = "Seconds of calm before, and of the storm at least: ${DEFAULT-VALUE}.")
    double calm = 5;

    StormPlan plan(int body) {
        return new StormPlan(
                webhooks, storms, hanging, due, perSecond, Duration.ofMillis(Math.round(calm * 1000)), body);
    }
}
