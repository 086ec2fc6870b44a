package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.RunningEngine.OwnTransaction;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("once")
class PausingTest {
    @Test
    void an_event_that_was_born_during_a_pause_is_sent_though_the_pause_ended_before_it_was_committed()
            throws SQLException {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = RunningEngine.quick("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            engine.webhooks.endpoints().pause(engine.account, endpoint.id());
            OwnTransaction transaction = new OwnTransaction();
            try (Connection connection = engine.database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                transaction.connection = connection;
                engine.webhooks.publish(transaction, List.of(engine.event(SOLD, "hat:1", "{}")));
                engine.webhooks.endpoints().enable(engine.account, endpoint.id(), true);
                connection.commit();
            }
            transaction.completions.forEach(Transaction.Completion::committed);
            receiver.await(1, PATIENCE);
        }
    }

    @Test
    void what_was_published_before_a_pause_and_commits_only_after_it_is_held() throws SQLException {
        CountingReceiver receiver = new CountingReceiver(Duration.ofSeconds(5));
        try (receiver;
                RunningEngine engine = RunningEngine.quick("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"), Optional.empty(), 1, List.of());
            engine.publish(SOLD, "hat:1", "{}");
            engine.publish(SOLD, "hat:2", "{}");
            Await.until(PATIENCE, "one to be under way", () -> receiver.all("/") == 1);
            OwnTransaction transaction = new OwnTransaction();
            try (Connection connection = engine.database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                transaction.connection = connection;
                engine.webhooks.publish(transaction, List.of(engine.event(SOLD, "hat:3", "{}")));
                engine.webhooks.endpoints().pause(engine.account, endpoint.id());
                Await.until(PATIENCE, "this node to hear of it", () -> held(engine) == 1);
                receiver.hurry();
                Await.until(PATIENCE, "room for another", () -> count(engine, "delivered") == 1);
                DeliveryId first =
                        new DeliveryId(engine.value("select id from delivery where state = 'delivered'", UUID.class));
                // which is sent to a paused one, too, so that this node knows it as it is now
                assertThat(engine.webhooks.replay(engine.account, first)).isPresent();
                Await.until(PATIENCE, "the replay", () -> count(engine, "delivered") == 2);
                connection.commit();
            }
            transaction.completions.forEach(Transaction.Completion::committed);
            Await.until(PATIENCE, "the others to be held", () -> held(engine) == 2);
            assertThat(receiver.all("/")).isEqualTo(2);
        }
    }

    private static long held(RunningEngine engine) {
        return count(engine, "held");
    }

    private static long count(RunningEngine engine, String state) {
        return engine.value("select count(*) from delivery where state = ?", Long.class, state);
    }

    @Test
    void what_waits_for_its_rate_is_held_when_its_webhook_is_paused() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = RunningEngine.quick("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"), Optional.of(1), 32, List.of());
            engine.publish(hats(engine, 15));
            receiver.await(1, PATIENCE);
            engine.webhooks.endpoints().pause(engine.account, endpoint.id());
            Await.until(PATIENCE, "what was not sent yet to be held", () -> held(engine) >= 9);
            assertThat(receiver.requests()).hasSizeLessThan(7);
        }
    }

    private static List<NewEvent> hats(RunningEngine engine, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> engine.event(SOLD, "hat:" + n, "{}"))
                .toList();
    }
}
