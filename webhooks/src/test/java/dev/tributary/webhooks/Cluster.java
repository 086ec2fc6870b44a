package dev.tributary.webhooks;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Child;
import dev.tributary.testkit.Inbox;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nodes in processes of their own, one database, one receiver, and a webhook for each of some accounts. */
final class Cluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ACCOUNTS = 10;
    private static final int CAP = 6;

    private final TestDatabase database;
    private final Inbox inbox;
    private final List<String> accounts = new ArrayList<>();
    private final Map<String, Child> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> read = new LinkedHashMap<>();
    private final Set<String> acknowledged = new HashSet<>();

    Cluster(TestDatabase database, Inbox inbox) {
        this.database = database;
        this.inbox = inbox;
        try (Webhooks webhooks =
                ChaosNode.engine("setup", database.dataSource(), database.dataSource(), inbox.origin())) {
            for (int i = 0; i < ACCOUNTS; i++) {
                AccountId account = new AccountId(UUID.randomUUID());
                webhooks.accountSwitch().set(account, true);
                webhooks.endpoints().create(account, settings(), Optional.empty());
                accounts.add(account.value().toString());
            }
        }
    }

    private EndpointSettings settings() {
        return EndpointSettings.forUrl(inbox.origin() + "/")
                .withMaxInFlight(CAP)
                .withTimeoutSeconds((int) ChaosNode.TIMEOUT.toSeconds());
    }

    /** Starts these nodes, and returns when all deliver. */
    void start(String... names) {
        for (String name : names) {
            String[] args = Stream.concat(
                            Stream.of(name, database.jdbcUrl(), database.user(), database.password(), inbox.origin()),
                            accounts.stream())
                    .toArray(String[]::new);
            nodes.put(name, Child.start(ChaosNode.class, Map.of(), args));
        }
        for (String name : names) {
            Child node = node(name);
            Await.until(PATIENCE, name + " ready", () -> {
                if (!node.isAlive()) {
                    throw new AssertionError(String.join("\n", node.lines()));
                }
                return node.lines().contains(ChaosNode.READY);
            });
        }
    }

    /** Lets these nodes publish, so many events in a transaction. */
    void publish(int batch, String... names) {
        Stream.of(names).forEach(name -> node(name).tell("publish " + batch));
    }

    /** Lets these nodes publish no more. */
    void enough(String... names) {
        publish(0, names);
    }

    void kill(String name) {
        node(name).kill();
    }

    void freeze(String name) {
        node(name).signal("STOP");
    }

    void thaw(String name) {
        node(name).signal("CONT");
    }

    /** The events of which a node said that they are committed. */
    Set<String> acknowledged() {
        nodes.forEach((name, node) -> {
            List<String> lines = node.lines(read.getOrDefault(name, 0));
            read.merge(name, lines.size(), Integer::sum);
            lines.stream()
                    .map(line -> List.of(line.split(" ", -1)))
                    .filter(words -> words.getFirst().equals(ChaosNode.ACKNOWLEDGED)
                            && words.getLast().equals(ChaosNode.END))
                    .forEach(words -> acknowledged.addAll(words.subList(1, words.size() - 1)));
        });
        return acknowledged;
    }

    /** Waits until so many events are acknowledged. */
    void awaitAcknowledged(int least) {
        Await.until(PATIENCE, least + " acknowledged", () -> acknowledged().size() >= least);
    }

    /** What the nodes wrote besides. */
    List<String> log() {
        return nodes.entrySet().stream()
                .flatMap(node -> node.getValue().lines().stream()
                        .filter(line -> !line.startsWith(ChaosNode.ACKNOWLEDGED))
                        .map(line -> node.getKey() + ": " + line))
                .toList();
    }

    /** The nodes that say so of themselves. */
    Set<String> stoodStill() {
        return nodes.entrySet().stream()
                .filter(node -> node.getValue().lines().stream().anyMatch(line -> line.contains("stood still")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Child node(String name) {
        return Optional.ofNullable(nodes.get(name)).orElseThrow();
    }

    @Override
    public void close() {
        nodes.values().forEach(Child::kill);
    }
}
