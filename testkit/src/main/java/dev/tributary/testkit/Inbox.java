package dev.tributary.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A receiver in a process of its own, that outlives the server. */
public final class Inbox implements AutoCloseable {
    private static final String PORT = "port ";

    private final Child child;
    private final int port;
    private final List<Arrived> arrived = new ArrayList<>();
    private final Set<String> events = new HashSet<>();
    private int seen;

    private Inbox(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /** Starts one that takes this long for each answer. */
    public static Inbox start(Duration slow) {
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

    public String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** Answers at once from now on. */
    public void hurry() {
        child.tell("0");
    }

    /**
     * One request that arrived.
     *
     * @param attempt its number, from 1
     * @param body a hash of it
     * @param sender the version that the sender gives itself
     * @param millis when it arrived, by this machine's clock, since 1970
     */
    public record Arrived(String event, String delivery, int attempt, String body, String sender, long millis) {}

    /** Everything that arrived, in order. */
    public synchronized List<Arrived> all() {
        look();
        return List.copyOf(arrived);
    }

    /** The ids of the events that arrived. */
    public synchronized Set<String> events() {
        look();
        return Set.copyOf(events);
    }

    private void look() {
        List<String> more = child.lines(seen);
        seen += more.size();
        more.stream().flatMap(line -> parse(line).stream()).forEach(one -> {
            arrived.add(one);
            events.add(one.event());
        });
    }

    private static Optional<Arrived> parse(String line) {
        String[] parts = line.split(" ", -1);
        return parts.length == 6
                ? Optional.of(new Arrived(
                        parts[0], parts[1], Integer.parseInt(parts[2]), parts[3], parts[4], Long.parseLong(parts[5])))
                : Optional.empty();
    }

    @Override
    public void close() {
        child.close();
    }
}
