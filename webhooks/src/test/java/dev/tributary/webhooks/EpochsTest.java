package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.webhooks.RunningEngine.OwnTransaction;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.event.Event;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.FeedPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The feed's epoch rises while several publish. */
@Tag("database")
class EpochsTest {
    private final RunningEngine engine = RunningEngine.quick("0s");

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_node_that_has_not_looked_since_the_epoch_rose_publishes_in_the_new_one() {
        DispatchSettings d = DispatchSettings.defaults();
        try (Webhooks other = RunningEngine.engine(
                engine.database,
                engine.database.dataSource(),
                d.withLease(d.lease(), Duration.ofHours(1), d.deadAfter()),
                "0s")) {
            other.start(false); // and does not look again for an hour
            raise();
            engine.publish(SOLD, "hat:1", "{}");
            FeedPosition reader = feed(Optional.empty()).getLast().position();
            assertThat(reader.epoch()).isEqualTo(2);
            EventId its = new RunningEngine(engine.database, other).publishFor(engine.account, SOLD, "hat:2", "{}");
            assertThat(feed(Optional.of(reader))).extracting(Event::id).containsExactly(its);
        }
    }

    @Test
    void the_epoch_rises_when_all_that_was_published_in_the_old_one_is_committed() throws SQLException {
        OwnTransaction slow = new OwnTransaction();
        try (Connection connection = engine.database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            slow.connection = connection;
            EventId old = engine.webhooks
                    .publish(slow, List.of(engine.event(SOLD, "hat:1", "{}")))
                    .getFirst();
            engine.change("update engine_state set timeline = 'before'");
            Await.until(PATIENCE, "somebody to wait for it", () -> waiting("ShareRowExclusiveLock"));
            assertThat(epoch()).isEqualTo(1);
            connection.commit();
            Await.until(PATIENCE, "the epoch to rise", () -> epoch() == 2);
            EventId next = engine.publish(SOLD, "hat:1", "{}");
            assertThat(feed(Optional.empty())).extracting(Event::id).containsExactly(old, next);
        }
    }

    @Test
    void a_node_that_finds_another_cluster_raises_the_epoch_also_if_somebody_publishes_for_longer_than_its_start()
            throws SQLException {
        OwnTransaction slow = new OwnTransaction();
        DispatchSettings d = DispatchSettings.defaults();
        try (Connection connection = engine.database.dataSource().getConnection();
                Webhooks other = RunningEngine.engine(
                        engine.database,
                        engine.database.dataSource(),
                        d.withLease(d.lease(), Duration.ofMillis(200), d.deadAfter()),
                        "0s")) {
            connection.setAutoCommit(false);
            slow.connection = connection;
            engine.webhooks.publish(slow, List.of(engine.event(SOLD, "hat:1", "{}")));
            engine.change("update engine_state set system_identifier = 'another'");
            other.start(false);
            assertThat(epoch()).isEqualTo(1);
            connection.commit();
            Await.until(PATIENCE, "the epoch to rise", () -> epoch() == 2);
        }
    }

    @Test
    void who_publishes_while_the_epoch_rises_waits_and_publishes_in_the_new_one() throws SQLException {
        try (Connection raising = engine.database.dataSource().getConnection()) {
            raising.setAutoCommit(false);
            raising.createStatement().execute("lock table only event in share row exclusive mode");
            raising.createStatement().execute("update engine_state set epoch = 2");
            CompletableFuture<EventId> published =
                    CompletableFuture.supplyAsync(() -> engine.publish(SOLD, "hat:1", "{}"));
            Await.until(PATIENCE, "it to wait", () -> waiting("RowExclusiveLock"));
            raising.commit();
            EventId id = published.orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(engine.value("select epoch from event where id = ?", Integer.class, id.value()))
                    .isEqualTo(2);
        }
    }

    private void raise() {
        engine.change("update engine_state set timeline = 'before'");
        Await.until(PATIENCE, "the epoch to rise", () -> epoch() == 2);
    }

    private int epoch() {
        return engine.value("select epoch from engine_state", Integer.class);
    }

    private boolean waiting(String mode) {
        return engine.value(
                "select exists (select 1 from pg_locks where relation = 'event'::regclass and mode = ? and not granted)",
                Boolean.class,
                mode);
    }

    private List<Event> feed(Optional<FeedPosition> after) {
        return engine.webhooks
                .feed()
                .after(engine.account, after, Set.of(), 100)
                .events();
    }
}
