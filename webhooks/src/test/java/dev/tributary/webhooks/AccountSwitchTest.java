package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.webhooks.RunningEngine.OwnTransaction;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.event.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class AccountSwitchTest {
    private final CountingReceiver receiver = new CountingReceiver(Duration.ZERO);
    private final RunningEngine engine = RunningEngine.quick("0s", receiver.url("/"));

    @AfterEach
    void close() {
        engine.close();
        receiver.close();
    }

    @Test
    void off_holds_what_is_due_and_on_sends_it() {
        engine.endpoint(receiver.url("/"), Optional.empty(), 1, List.of());
        receiver.take(Duration.ofSeconds(5));
        engine.publish(SOLD, "hat:1", "{}");
        Await.until(PATIENCE, "one to be under way", () -> receiver.all("/") == 1);
        engine.publish(SOLD, "hat:2", "{}");
        engine.webhooks.accountSwitch().set(engine.account, false);
        engine.publish(SOLD, "hat:3", "{}"); // while it is off nothing is kept for later
        Await.until(PATIENCE, "what waited to be held", () -> count("held") == 1);
        receiver.hurry();
        Await.until(PATIENCE, "what was under way to end", () -> count("delivered") == 1);
        assertThat(engine.value("select count(*) from event", Long.class)).isEqualTo(3);
        assertThat(receiver.all("/")).isOne();
        engine.webhooks.accountSwitch().set(engine.account, true);
        Await.until(PATIENCE, "it to be sent", () -> count("delivered") == 2);
        assertThat(engine.value("select count(*) from delivery", Long.class)).isEqualTo(2);
    }

    @Test
    void what_was_published_before_and_commits_only_after_it_is_off_is_held() throws SQLException {
        engine.endpoint(receiver.url("/"), Optional.empty(), 1, List.of());
        receiver.take(Duration.ofSeconds(5));
        engine.publish(SOLD, "hat:1", "{}");
        engine.publish(SOLD, "hat:2", "{}");
        Await.until(PATIENCE, "one to be under way", () -> receiver.all("/") == 1);
        OwnTransaction slow = new OwnTransaction();
        try (Connection connection = engine.database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            slow.connection = connection;
            engine.webhooks.publish(slow, List.of(engine.event(SOLD, "hat:3", "{}")));
            engine.webhooks.accountSwitch().set(engine.account, false);
            Await.until(PATIENCE, "this node to hear of it", () -> count("held") == 1);
            receiver.hurry();
            Await.until(PATIENCE, "room for another", () -> count("delivered") == 1);
            connection.commit();
            slow.completions.forEach(Transaction.Completion::committed);
        }
        Await.until(PATIENCE, "it to be held, too", () -> count("held") == 2);
        assertThat(receiver.all("/")).isOne();
    }

    @Test
    void failures_from_before_it_was_off_are_forgotten() {
        receiver.close();
        EndpointId endpoint = engine.endpoint(receiver.url("/"), Optional.empty(), 1, List.of())
                .id();
        engine.publish(SOLD, "hat:1", "{}");
        Await.until(PATIENCE, "a failure", () -> fails(endpoint));
        engine.webhooks.accountSwitch().set(engine.account, false);
        assertThat(fails(endpoint)).isTrue();
        engine.webhooks.accountSwitch().set(engine.account, true);
        assertThat(fails(endpoint)).isFalse();
    }

    private boolean fails(EndpointId endpoint) {
        return engine.webhooks.failing().of(engine.account, endpoint).isPresent();
    }

    private long count(String state) {
        return engine.value("select count(*) from delivery where state = ?", Long.class, state);
    }
}
