package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.testkit.TestLink;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.signature.Vault;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The engine's loops lose their database, while callers keep theirs. */
@Tag("database")
@Tag("once")
class LostDatabaseTest {
    private static final int MANY = 40;
    /** As many as a new receiver is trusted with. */
    private static final int AT_ONCE = 4;

    private final CountDownLatch release = new CountDownLatch(1);
    private final FaultyReceiver receiver = FaultyReceiver.held(Behaviour.OK, release);
    private final TestDatabase database = TestDatabase.create();
    private final TestLink link = TestLink.to(
            URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort());
    private final RunningEngine engine = engine();

    @AfterEach
    void close() {
        release.countDown();
        link.mend();
        engine.close();
        link.close();
        receiver.close();
    }

    @Test
    void an_answer_that_can_not_be_written_is_kept_and_written_once() {
        engine.endpoint(receiver.url("/"));
        publish(MANY);
        awaitRequests(AT_ONCE);

        link.cut();
        release.countDown();
        awaitRequests(MANY);
        assertThat(count("attempts = 0 and state = 'pending'")).isEqualTo(MANY);
        link.mend();

        awaitDelivered(MANY);
    }

    @Test
    void a_server_that_crashes_with_requests_under_way_charges_nothing() {
        engine.endpoint(receiver.url("/"));
        publish(MANY);
        awaitRequests(AT_ONCE);

        TestDatabase.crashServer();
        release.countDown();

        awaitDelivered(MANY);
    }

    @Test
    void what_becomes_due_while_the_database_is_away_goes_out_once_when_it_is_back() {
        release.countDown();
        engine.endpoint(EndpointSettings.forUrl(receiver.url("/")).withOrdered(true));
        link.cut();

        publish(MANY);
        assertThat(count("due_at is not null")).isEqualTo(MANY);
        link.mend();

        awaitDelivered(MANY);
    }

    private void publish(int events) {
        for (int i = 0; i < events; i++) {
            engine.publish(SOLD, "hat:" + i, "{}");
        }
    }

    private void awaitRequests(int least) {
        receiver.await(least, PATIENCE);
    }

    private void awaitDelivered(int deliveries) {
        Await.until(
                PATIENCE,
                "each to be delivered by its first attempt",
                () -> count("state = 'delivered' and attempts = 1") == deliveries);
        assertThat(engine.value("select count(*) from attempt", Long.class)).isEqualTo(deliveries);
        assertThat(receiver.requests()).hasSize(deliveries);
    }

    private long count(String condition) {
        return engine.value("select count(*) from delivery where " + condition, Long.class);
    }

    private RunningEngine engine() {
        RunningEngine made = new RunningEngine(
                database,
                new Webhooks(
                        RunningEngine.settings(DispatchSettings.defaults(), "0s,1h", receiver.url("/")),
                        database.dataSource(),
                        linked(),
                        new Vault(new byte[32]),
                        RunningEngine.catalogue(),
                        InstantSource.system(),
                        Optional.empty()));
        made.webhooks.start(true);
        return made;
    }

    private DataSource linked() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setPortNumbers(new int[] {link.port()});
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }
}
