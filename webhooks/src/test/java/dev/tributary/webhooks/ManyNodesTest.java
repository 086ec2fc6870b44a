package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.clock.DatabaseClock;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.signature.Vault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several nodes in one process, on one database. */
@Tag("database")
@Tag("long")
class ManyNodesTest {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final DispatchSettings QUICK = DispatchSettings.defaults()
            .withLease(LEASE, Duration.ofMillis(100), Duration.ofSeconds(15))
            .withAttempts(Duration.ofMillis(500), Duration.ofSeconds(5));
    /** Unless it knows that it has left something behind. */
    private static final DispatchSettings NEVER_LOOKING = QUICK.withPolls(Duration.ofMillis(100), Duration.ofHours(1));

    private final CountingReceiver receiver = new CountingReceiver(Duration.ofMillis(10));
    private final TestDatabase database = TestDatabase.create();
    private final List<RunningEngine> nodes = new ArrayList<>();
    private @Nullable RunningEngine stopped;

    @AfterEach
    void close() {
        nodes.stream().filter(node -> node != stopped).forEach(node -> node.webhooks.close());
        database.close();
        receiver.close();
    }

    @Test
    void what_one_node_has_no_room_for_another_takes_although_it_never_looks() {
        start(2, NEVER_LOOKING);
        receiver.take(Duration.ofSeconds(5));
        endpoint("/", 2);
        publish(0, 1000);
        Await.until(Duration.ofSeconds(4), "both nodes to send", () -> receiver.most("/") == 2);
        receiver.take(Duration.ZERO);
    }

    @Test
    void parts_of_a_cap_that_have_nothing_to_do_are_lent_to_whoever_has() {
        start(3, QUICK);
        receiver.take(Duration.ofMillis(250));
        endpoint("/", 6);
        publish(0, 60);
        awaitDelivered(60);
        assertThat(receiver.most("/"))
                .as("of six, by three nodes, all published at one")
                .isEqualTo(6);
    }

    @Test
    void a_node_without_a_slot_leaves_the_work_to_those_who_have_one() {
        start(2, NEVER_LOOKING);
        endpoint("/", 1);
        publish(0, 20);
        publish(1, 20);
        awaitDelivered(40);
        assertThat(receiver.most("/")).isOne();
    }

    @Test
    void what_a_node_has_not_begun_when_it_stops_another_takes_at_once() {
        start(2, NEVER_LOOKING);
        receiver.take(Duration.ofMillis(100));
        endpoint("/", 2);
        publish(1, 60);
        Await.until(PATIENCE, "it to begin", () -> receiver.all("/") > 0);
        stopped = nodes.getLast();
        nodes.getLast().webhooks.close();
        awaitDelivered(60);
        assertThat(receiver.all("/")).isEqualTo(60);
    }

    @Test
    void a_cap_holds_over_the_nodes_also_one_that_is_smaller_than_their_number() {
        start(3, QUICK);
        endpoint("/five", 5);
        endpoint("/two", 2);
        IntStream.range(0, 3).forEach(node -> publish(node, 100));
        awaitDelivered(600);
        assertThat(receiver.most("/five")).isEqualTo(5);
        assertThat(receiver.most("/two")).isEqualTo(2);
        assertThat(receiver.all("/five") + receiver.all("/two")).isEqualTo(600);
    }

    @Test
    void a_rate_holds_over_the_nodes() {
        start(3, QUICK);
        nodes.getFirst().endpoint(receiver.url("/"), Optional.of(20), 32, List.of());
        long begin = System.nanoTime();
        IntStream.range(0, 3).forEach(node -> publish(node, 40));
        awaitDelivered(120);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("a hundred and twenty at twenty a second")
                .isGreaterThan(Duration.ofSeconds(5));
    }

    @Test
    void a_newcomer_soon_takes_part_and_who_leaves_gives_its_part_up_at_once() {
        start(1, QUICK);
        IntStream.range(0, 8).forEach(i -> endpoint("/" + i, 1));
        start(1, QUICK);
        publish(0, 1);
        publish(1, 1);
        awaitDelivered(16);
        stopped = nodes.getLast();
        stopped.webhooks.close();
        publish(0, 1);
        awaitDelivered(24);
    }

    @Test
    void nodes_whose_clocks_differ_by_a_minute_agree() throws SQLException {
        start(clock(-60), QUICK);
        start(clock(60), QUICK);
        awaitSettled();
        endpoint("/", 4);
        assertThat(nodes.getFirst()
                        .value(
                                "select count(*) from node where abs(extract(epoch from heartbeat_at - clock_timestamp())) < 2",
                                Long.class))
                .isEqualTo(2);
        publish(0, 200);
        publish(1, 200);
        awaitDelivered(400);
        assertThat(receiver.all("/")).isEqualTo(400);
        assertThat(nodes.getFirst()
                        .value(
                                "select count(*) from delivery where finished_at < created_at or finished_at > clock_timestamp() + interval '1 s'",
                                Long.class))
                .isZero();
    }

    @Test
    void a_node_that_can_not_listen_delivers_all_the_same() {
        RunningEngine deaf = new RunningEngine(
                database, RunningEngine.engine(database, DeafSource.of(database.dataSource()), QUICK, "0s,1s", url()));
        deaf.webhooks.start(false);
        nodes.add(deaf);
        start(1, QUICK);
        endpoint("/", 2);
        publish(0, 100);
        publish(1, 100);
        awaitDelivered(200);
    }

    private void start(int count, DispatchSettings settings) {
        for (int i = 0; i < count; i++) {
            RunningEngine node = new RunningEngine(
                    database, RunningEngine.engine(database, database.dataSource(), settings, "0s,1s", url()));
            node.webhooks.start(false);
            nodes.add(node);
        }
        awaitSettled();
    }

    private void start(InstantSource clock, DispatchSettings settings) {
        RunningEngine node = new RunningEngine(
                database,
                new Webhooks(
                        RunningEngine.settings(settings, "0s,1s", url()),
                        database.dataSource(),
                        database.dataSource(),
                        new Vault(new byte[32]),
                        RunningEngine.catalogue(),
                        clock,
                        Optional.empty()));
        node.webhooks.start(false);
        nodes.add(node);
    }

    /** A process whose own clocks are wrong: anchored to the database's all the same. */
    private InstantSource clock(long seconds) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return new DatabaseClock(connection, () -> System.nanoTime() + seconds * 1_000_000_000L);
        }
    }

    /** Every node knows of the others, and has taken its share. */
    private void awaitSettled() {
        Await.until(
                PATIENCE,
                "the nodes to know of each other",
                () -> nodes.getFirst().value("""
                                        select count(*) from node
                                        where heartbeat_at > (select max(started_at) from node) + interval '1 s'
                                        """, Long.class) == nodes.size());
    }

    private String url() {
        return receiver.url("/");
    }

    private void endpoint(String path, int cap) {
        nodes.getFirst().endpoint(receiver.url(path), Optional.empty(), cap, List.of());
    }

    private void publish(int node, int events) {
        RunningEngine engine = nodes.get(node);
        List<NewEvent> news = IntStream.range(0, events)
                .mapToObj(i -> nodes.getFirst().event(SOLD, "hat:" + i, "{}"))
                .toList();
        engine.publish(news);
    }

    private void awaitDelivered(int deliveries) {
        Await.until(
                PATIENCE,
                "each to be delivered by its first attempt",
                () -> nodes.getFirst()
                                .value(
                                        "select count(*) from delivery where state = 'delivered' and attempts = 1",
                                        Long.class)
                        == deliveries);
    }
}
