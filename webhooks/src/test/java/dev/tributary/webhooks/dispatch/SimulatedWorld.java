package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.OperationalEvents;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Time, tables, nodes and receivers of a simulation, with what is looked at after every step. */
final class SimulatedWorld implements MemoryFaults {
    static final String TOPIC = "hat.sold";

    static final String GLOVE = "glove.sold";

    private static final int KINDS = 6;
    private static final int MOST_ENDPOINTS = 9;
    private static final int FAULTS_PERMILLE = 30;
    private static final Duration LATEST_COMMIT = Duration.ofSeconds(30);
    static final TopicCatalogue TOPICS = new TopicCatalogue(List.of(
            OperationalEvents.definitions().getFirst(),
            new TopicDefinition(
                    new Topic(TOPIC, "Hat", "NEW_HAT", "Hats", "When a hat is.", Topic.Kind.CLASSIC),
                    "{}",
                    new byte[0],
                    new byte[0]),
            new TopicDefinition(
                    new Topic(GLOVE, "Glove", "NEW_GLOVE", "Gloves", "When a glove is.", Topic.Kind.BUSINESS),
                    "{}",
                    new byte[0],
                    new byte[0])));

    final Chance chance;
    final SimulatedTime time = new SimulatedTime();
    final MemoryStore store = new MemoryStore();
    final DispatchSettings settings;
    final List<SimulatedNode> nodes = new ArrayList<>();
    /** What dead nodes had under way: nobody told their receivers. */
    final List<Flight> left = new ArrayList<>();

    final Map<LateCommit, Instant> late = new LinkedHashMap<>();

    final List<AccountId> accounts;
    final WatchBreakers breakers = new WatchBreakers(this);
    private final UuidV7 ids;
    private final WatchRequests watch = new WatchRequests(this);
    private final List<String> trace = new ArrayList<>();
    private final boolean traced;
    private boolean calm;
    private boolean reliable;

    SimulatedWorld(long seed, DispatchSettings settings, boolean traced) {
        this.traced = traced;
        chance = new Chance(seed);
        this.settings = settings;
        ids = new UuidV7(time, chance.generator());
        accounts = List.of(new AccountId(ids.next()), new AccountId(ids.next()));
        for (int i = 0; i < 4; i++) {
            add(accounts.getFirst(), i);
        }
        add(accounts.getLast(), 2);
        add(accounts.getLast(), KINDS - 1);
    }

    /** A webhook more, of some kind. */
    void add() {
        if (store.endpoints.size() < MOST_ENDPOINTS) {
            add(chance.of(accounts), chance.below(KINDS));
        }
    }

    private void add(AccountId account, int which) {
        EndpointId id = new EndpointId(ids.next());
        note("webhook", () -> id + " of kind " + which);
        store.endpoints.put(id, new MemoryEndpoint(id, account, settings(which), time.instant()));
    }

    /**
     * The first two ask for order, the third takes one at a time, the fourth so many in a second, the fifth hats alone, the
     * last whatever there is.
     */
    private EndpointSettings settings(int which) {
        EndpointSettings d = EndpointSettings.forUrl("https://hats.example.com/" + which);
        return d.withFormat(which == KINDS - 1 ? Format.STANDARD : d.format())
                .withTopics(which != KINDS - 2, which == KINDS - 2 ? List.of(TOPIC) : List.of())
                .withOrdered(which < 2)
                .withRate(which == 3 ? Optional.of(2 + chance.below(50)) : Optional.empty())
                .withMaxInFlight(which == 2 ? 1 : 1 + chance.below(8))
                .withTimeoutSeconds(1 + chance.below(15));
    }

    void start() {
        SimulatedNode node = new SimulatedNode(chance, time, settings, TOPICS, store, this, watch::started);
        note("start", () -> node);
        reliable = true; // a node that can't join does not start
        node.pipeline.node.join();
        reliable = calm;
        nodes.add(node);
    }

    void calm() {
        calm = true;
        reliable = true;
    }

    /** Before limits change, so that nodes may follow the old ones for a while. */
    void look() {
        watch.look();
    }

    List<SimulatedNode> awake() {
        return nodes.stream().filter(node -> !node.frozen).toList();
    }

    void pass(Duration while_) {
        note("pass", () -> while_);
        time.pass(while_);
        Instant now = time.instant();
        List.copyOf(late.keySet()).stream()
                .filter(commit -> late.getOrDefault(commit, now).isBefore(now))
                .forEach(LateCommit::end);
        forgetEnded();
        watch.look();
    }

    void forgetEnded() {
        late.keySet().removeIf(LateCommit::isOver);
    }

    @Override
    public MemoryFault next() {
        if (reliable || !chance.permille(FAULTS_PERMILLE)) {
            return MemoryFault.NONE;
        }
        MemoryFault fault =
                chance.of(List.of(MemoryFault.BEFORE, MemoryFault.AT_COMMIT, MemoryFault.AFTER, MemoryFault.LATE));
        note("fault", () -> fault);
        return fault;
    }

    @Override
    public LateCommit late() {
        LateCommit commit = new LateCommit(chance.permille(500));
        late.put(commit, time.instant().plus(chance.upTo(LATEST_COMMIT)));
        return commit;
    }

    /** Its commit was sent: it takes effect now, later, or never. */
    void leaveToTheDatabase(MemoryTransaction transaction) {
        if (chance.permille(500)) {
            LateCommit commit = late();
            boolean takesEffect = chance.permille(700);
            commit.atEnd(() -> {
                if (takesEffect) {
                    store.commit(transaction);
                } else {
                    store.rollBack(transaction);
                }
            });
        } else if (chance.permille(500)) {
            store.commit(transaction);
        } else {
            store.rollBack(transaction);
        }
    }

    /** Takes note of what happens; {@code about} is read only where somebody will. */
    void note(String what, Supplier<Object> about) {
        if (traced) {
            trace.add(time.instant() + " " + what + " " + about.get());
        }
    }

    List<String> trace() {
        return List.copyOf(trace);
    }
}
