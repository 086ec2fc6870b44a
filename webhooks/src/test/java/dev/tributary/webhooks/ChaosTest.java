package dev.tributary.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Inbox;
import dev.tributary.testkit.Inbox.Arrived;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.DatabaseFault;
import dev.tributary.webhooks.sql.Rows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes die, freeze and lose their database in the middle of their work: what was acknowledged arrives all the same. */
class ChaosTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration SLOW = Duration.ofMillis(250);

    private final InstantSource clock = InstantSource.system();
    private final TestDatabase database = TestDatabase.create();
    private final Inbox inbox = Inbox.start(SLOW);
    private final Cluster cluster = new Cluster(database, inbox);
    private final List<Strike> strikes = new ArrayList<>();
    private final StringBuilder story = new StringBuilder();

    @AfterEach
    void close() {
        cluster.close();
        inbox.close();
        database.close();
    }

    @Test
    void nothing_is_lost_when_of_three_nodes_one_is_killed_and_one_freezes() {
        cluster.start("a", "b", "c");
        cluster.publish(5, "a", "b", "c");
        kill("a", 1_000);
        freezeAndThaw("b", 1_500, 1, () -> {
            cluster.awaitAcknowledged(2_000);
            cluster.enough("c");
            inbox.hurry();
        });
        assertAllArrivedAndEachRepeatIsExplained();
    }

    @Test
    @Tag("long")
    void nothing_is_lost_of_twenty_thousand_when_the_database_is_restarted_besides() {
        cluster.start("a", "b", "c");
        cluster.publish(20, "a", "b", "c");
        kill("a", 5_000);
        cluster.start("d");
        cluster.publish(20, "d");
        freezeAndThaw("b", 10_000, 2, () -> {
            cluster.awaitAcknowledged(17_000);
            restartDatabase();
            cluster.awaitAcknowledged(20_000);
            cluster.enough("c", "d");
            inbox.hurry();
        });
        assertAllArrivedAndEachRepeatIsExplained();
    }

    private void kill(String node, int acknowledged) {
        awaitWorkOf(node);
        awaitMuchUndelivered("kill -9 of " + node, acknowledged);
        long now = clock.millis();
        cluster.kill(node);
        strikes.add(new Strike("killed", Optional.of(node), now, clock.millis()));
    }

    /**
     * Frozen until the others have taken its leases over. Its row stays while a transaction is open in which it may have
     * frozen, for they will look once more after that.
     */
    private void freezeAndThaw(String node, int acknowledged, int others, Runnable meanwhile) {
        awaitWorkOf(node);
        awaitMuchUndelivered("SIGSTOP of " + node, acknowledged);
        long now = clock.millis();
        cluster.freeze(node);
        cluster.enough(node);
        meanwhile.run();
        Await.until(
                LIMIT,
                "the others to have taken over from " + node,
                () -> count("select count(*) from node where buried_xid is null") == others);
        cluster.thaw(node);
        strikes.add(new Strike("frozen", Optional.of(node), now, clock.millis()));
        assertThat(clock.millis() - now).isGreaterThan(ChaosNode.LEASE.toMillis());
    }

    private void restartDatabase() {
        awaitMuchUndelivered("restart of PostgreSQL with -m immediate", 0);
        long now = clock.millis();
        TestDatabase.restartServerImmediately();
        strikes.add(new Strike("restart of the database", Optional.empty(), now, clock.millis()));
    }

    /** So that it has something under way. */
    private void awaitWorkOf(String node) {
        Await.until(
                LIMIT,
                node + " to send",
                () -> inbox.all().stream().anyMatch(one -> one.sender().equals(node)));
    }

    private void awaitMuchUndelivered(String what, int acknowledged) {
        cluster.awaitAcknowledged(acknowledged);
        int known = cluster.acknowledged().size();
        int arrived = inbox.events().size();
        assertThat(known - arrived)
                .as("undelivered of " + known + " at the " + what)
                .isGreaterThanOrEqualTo(known / 4);
        story.append(what)
                .append(": ")
                .append(arrived)
                .append(" of ")
                .append(known)
                .append(" had arrived; ");
    }

    private void assertAllArrivedAndEachRepeatIsExplained() {
        Await.until(
                LIMIT,
                "every acknowledged event at the receiver",
                () -> inbox.events().containsAll(cluster.acknowledged()));
        Await.until(
                LIMIT,
                "every outcome to be written",
                () -> count("select count(*) from delivery where finished_at is null") == 0);
        List<Arrived> all = inbox.all();
        Set<String> arrived = all.stream().map(Arrived::event).collect(Collectors.toSet());
        assertThat(count("select count(*) from delivery where state <> 'delivered'"))
                .isZero();
        assertThat(count("select count(*) from delivery")).isEqualTo(count("select count(*) from event"));
        assertThat(count("select count(*) from event"))
                .as("committed is what arrived")
                .isEqualTo(arrived.size());
        assertThat(count("select count(*) from attempt")).isEqualTo(count("select sum(attempts) from delivery"));

        Map<String, List<Arrived>> repeats = Strike.explain(all, strikes, cluster.stoodStill());
        story.append(cluster.acknowledged().size()).append(" acknowledged, ").append(arrived.size());
        story.append(" committed and arrived, none lost; twice: ");
        repeats.forEach((why, which) ->
                story.append(which.size()).append(' ').append(why).append(", "));
        System.out.println(story);
        assertThat(repeats.getOrDefault("unexplained", List.of()))
                .as(() -> String.join("\n", cluster.log()))
                .isEmpty();
    }

    /** -1 while the database is away. */
    private long count(String sql) {
        try {
            return new Database(database.dataSource())
                    .read(connection -> Rows.first(connection, sql, row -> row.getLong(1)))
                    .orElseThrow();
        } catch (DatabaseFault e) {
            return -1;
        }
    }
}
