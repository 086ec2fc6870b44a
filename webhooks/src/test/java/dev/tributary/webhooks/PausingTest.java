package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.RunningEngine.OwnTransaction;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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
    void what_waits_for_its_rate_is_held_when_its_webhook_is_paused() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = RunningEngine.quick("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"), Optional.of(1), 32, List.of());
            engine.publish(hats(engine, 15));
            receiver.await(1, PATIENCE);
            engine.webhooks.endpoints().pause(engine.account, endpoint.id());
            Await.until(
                    PATIENCE,
                    "what was not sent yet to be held",
                    () -> engine.value("select count(*) from delivery where state = 'held'", Long.class) >= 9);
            assertThat(receiver.requests()).hasSizeLessThan(7);
        }
    }

    private static List<NewEvent> hats(RunningEngine engine, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> engine.event(SOLD, "hat:" + n, "{}"))
                .toList();
    }
}
