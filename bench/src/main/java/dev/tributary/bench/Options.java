package dev.tributary.bench;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** What the command line may change. */
final class Options {
    @Option(names = "--json", description = "Print JSON on the standard output, progress on the other.")
    boolean json;

    @Option(
            names = "--endpoints",
            split = ",",
            description = "Webhooks to deliver to; several numbers: ${DEFAULT-VALUE}.")
    List<Integer> endpoints = List.of(1, 100);

    @Option(names = "--batch", description = "Events in one transaction: ${DEFAULT-VALUE}.")
    int batch = 100;

    @Option(names = "--publishers", description = "Threads that publish: ${DEFAULT-VALUE}.")
    int publishers = 8;

    @Option(names = "--in-flight", description = "Requests under way at once: ${DEFAULT-VALUE}.")
    int inFlight = 128;

    @Option(
            names = "--rounds",
            description = "Rounds of the engine and of the bare client, in turns: ${DEFAULT-VALUE}.")
    int rounds = 2;

    @Option(names = "--seconds", description = "Length of a round: ${DEFAULT-VALUE}.")
    double seconds = 3;

    @Option(names = "--body", description = "Bytes of a body, about: ${DEFAULT-VALUE}.")
    int body = 1024;

    @Option(names = "--top", description = "Show this many of the statements that cost PostgreSQL most.")
    int top;

    Plan plan() {
        Duration length = Duration.ofMillis(Math.round(seconds * 1000));
        return new Plan(endpoints, batch, publishers, inFlight, rounds, length, body, top);
    }
}
