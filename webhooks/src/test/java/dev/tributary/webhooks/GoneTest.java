package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class GoneTest {
    @Test
    void a_url_that_is_gone_does_not_disable_a_webhook_that_has_moved_to_another() throws SQLException {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.GONE);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/old"));
            try (Connection owner = engine.database.dataSource().getConnection()) {
                owner.setAutoCommit(false);
                Rows.update(
                        owner,
                        "update endpoint set url = ?, version = version + 1 where id = ?",
                        receiver.url("/new"),
                        endpoint.id().value());
                engine.publish(SOLD, "hat:1", "{}");
                receiver.await(1, PATIENCE);
                owner.commit();
            }
            Await.until(
                    PATIENCE,
                    "the answer to be recorded",
                    () -> engine.value("select count(*) from delivery where state = 'exhausted'", Long.class) == 1);
            assertThat(engine.webhooks
                            .endpoints()
                            .find(engine.account, endpoint.id())
                            .orElseThrow()
                            .status())
                    .isEqualTo(Status.ACTIVE);
        }
    }

    @Test
    void a_replay_that_shows_a_paused_webhook_to_be_gone_disables_it_and_tells_its_owner() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            engine.publish(SOLD, "hat:1", "{}");
            Await.until(
                    PATIENCE,
                    "it to arrive",
                    () -> engine.value("select count(*) from delivery where state = 'delivered'", Long.class) == 1);
            engine.webhooks.endpoints().pause(engine.account, endpoint.id());
            receiver.behave(Behaviour.GONE);
            engine.webhooks.replay(
                    engine.account,
                    Replaying.deliveries(engine, endpoint).getFirst().id());
            Await.until(
                    PATIENCE,
                    "it to be disabled",
                    () -> engine.webhooks
                                    .endpoints()
                                    .find(engine.account, endpoint.id())
                                    .orElseThrow()
                                    .status()
                            == Status.DISABLED);
            assertThat(engine.value("select count(*) from notice where kind = 'disabled'", Long.class))
                    .isOne();
        }
    }
}
