package dev.tributary.server.journey;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.SlowReceiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A receiver in a process of its own, that outlives the server. */
final class Inbox implements AutoCloseable {
    private static final String PORT = "port ";

    private final Child child;
    private final int port;

    private Inbox(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /** Starts one that takes this long for each answer. */
    static Inbox start(Duration slow) {
        Child child = Child.start(SlowReceiver.class, Map.of(), String.valueOf(slow.toMillis()));
        int port = Await.value(
                Duration.ofSeconds(20),
                "the receiver",
                () -> child.lines().stream()
                        .filter(line -> line.startsWith(PORT))
                        .map(line -> Integer.parseInt(line.substring(PORT.length())))
                        .findFirst());
        return new Inbox(child, port);
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** Answers at once from now on. */
    void hurry() {
        child.tell("0");
    }

    /** One request that arrived. */
    record Arrived(String event, String delivery, String body) {}

    /** Everything that arrived, in order. */
    List<Arrived> all() {
        return child.lines().stream().flatMap(line -> parse(line).stream()).toList();
    }

    /** The ids of the events that arrived. */
    Set<String> events() {
        return all().stream().map(Arrived::event).collect(Collectors.toSet());
    }

    private static Optional<Arrived> parse(String line) {
        String[] parts = line.split(" ", -1);
        return parts.length == 4 ? Optional.of(new Arrived(parts[0], parts[1], parts[3])) : Optional.empty();
    }

    @Override
    public void close() {
        child.close();
    }
}
