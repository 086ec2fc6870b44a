package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.RunningEngine.OwnTransaction;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.event.Event;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.FeedPosition;
import dev.tributary.webhooks.event.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("again")
class PublishingTest {
    @Test
    void what_rolls_back_never_happened() throws SQLException {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            engine.endpoint(receiver.url("/"));
            OwnTransaction transaction = publish(engine, "{\"n\":1}", Connection::rollback);
            transaction.completions.forEach(Transaction.Completion::rolledBack);

            engine.publish(SOLD, "hat:1", "{\"n\":2}");
            assertThat(receiver.await(1, PATIENCE).header("tributary-sequence")).contains("1");
            assertThat(feed(engine, Optional.empty())).hasSize(1);
        }
    }

    @Test
    void a_commit_in_doubt_is_delivered_all_the_same() throws SQLException {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            engine.endpoint(receiver.url("/"));
            OwnTransaction transaction = publish(engine, "{}", Connection::commit);
            transaction.completions.forEach(Transaction.Completion::inDoubt);
            receiver.await(1, PATIENCE);
        }
    }

    @Test
    void one_call_publishes_many_numbers_them_per_subject_and_keeps_their_order() {
        try (RunningEngine engine = new RunningEngine("0s")) {
            engine.publish(SOLD, "hat:1", "{}");
            List<EventId> ids = engine.publish(List.of(
                    engine.event(SOLD, "hat:1", "{}"),
                    engine.event(SOLD, "hat:2", "{}"),
                    engine.event(SOLD, "hat:1", "{}")));

            List<Event> events = feed(engine, Optional.empty());
            assertThat(events.stream().skip(1).map(Event::id)).isEqualTo(ids);
            assertThat(events.stream().map(event -> event.subject() + "/" + event.sequence()))
                    .containsExactly("hat:1/1", "hat:1/2", "hat:2/1", "hat:1/3");
        }
    }

    @Test
    void the_feed_never_shows_an_event_before_an_older_transaction_has_ended() throws SQLException {
        try (RunningEngine engine = new RunningEngine("0s")) {
            OwnTransaction slow = new OwnTransaction();
            try (Connection connection = engine.database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                slow.connection = connection;
                engine.webhooks.publish(slow, List.of(engine.event(SOLD, "hat:slow", "{}")));
                engine.publish(SOLD, "hat:quick", "{}");
                assertThat(feed(engine, Optional.empty())).isEmpty();
                connection.commit();
            }
            List<Event> events = feed(engine, Optional.empty());
            assertThat(events.stream().map(Event::subject)).containsExactly("hat:slow", "hat:quick");
            assertThat(feed(engine, Optional.of(events.getFirst().position()))).hasSize(1);
            assertThat(FeedPosition.parse(events.getFirst().position().text()))
                    .contains(events.getFirst().position());
        }
    }

    @Test
    void an_account_without_webhooks_has_a_feed_and_no_deliveries() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            engine.endpoint(receiver.url("/"));
            engine.webhooks.accountSwitch().set(engine.account, false);
            engine.publish(SOLD, "hat:1", "{}");
            assertThat(feed(engine, Optional.empty())).hasSize(1);
            engine.webhooks.accountSwitch().set(engine.account, true);
            engine.publish(SOLD, "hat:1", "{}");
            assertThat(receiver.await(1, PATIENCE).header("tributary-sequence")).contains("2");
            assertThat(engine.webhooks.deliveries().list(engine.account, DeliveryFilter.all(), Optional.empty(), 10))
                    .hasSize(1);
        }
    }

    @Test
    void more_events_than_a_lane_holds_all_arrive_once() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.NO_CONTENT);
                RunningEngine engine = new RunningEngine("0s,1s", receiver.url("/"))) {
            engine.endpoint(receiver.url("/"));
            for (int batch = 0; batch < 15; batch++) {
                int from = batch * 200;
                engine.publish(Stream.iterate(from, n -> n + 1)
                        .limit(200)
                        .map(n -> engine.event(SOLD, "hat:" + n, "{}"))
                        .toList());
            }
            receiver.await(3000, PATIENCE);
            Await.until(
                    PATIENCE,
                    "all recorded",
                    () -> engine.value("select count(*) from delivery where state = 'delivered'", Long.class) == 3000);
            assertThat(receiver.requests().stream()
                            .map(request -> request.header("webhook-id").orElseThrow())
                            .distinct())
                    .hasSize(3000);
            assertThat(receiver.requests()).hasSize(3000);
        }
    }

    private interface End {
        void of(Connection connection) throws SQLException;
    }

    /** Publishes one in a transaction that ends like this, of which nobody is told yet. */
    private static OwnTransaction publish(RunningEngine engine, String data, End end) throws SQLException {
        OwnTransaction transaction = new OwnTransaction();
        try (Connection connection = engine.database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            transaction.connection = connection;
            engine.webhooks.publish(transaction, List.of(engine.event(SOLD, "hat:1", data)));
            end.of(connection);
        }
        return transaction;
    }

    private static List<Event> feed(RunningEngine engine, Optional<FeedPosition> after) {
        return engine.webhooks
                .feed()
                .after(engine.account, after, Set.of(), 100)
                .events();
    }
}
