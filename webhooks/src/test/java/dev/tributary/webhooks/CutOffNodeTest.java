package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.testkit.TestLink;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Of two nodes one loses its database for so long that the other buries it, and comes back. */
@Tag("database")
@Tag("once")
@Tag("long")
class CutOffNodeTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SOME = 40;
    private static final DispatchSettings SHORT = DispatchSettings.defaults()
            .withLease(Duration.ofSeconds(4), Duration.ofMillis(100), Duration.ofSeconds(1))
            .withAttempts(Duration.ofSeconds(1), Duration.ofMillis(500));

    private final CountDownLatch release = new CountDownLatch(1);
    private final FaultyReceiver receiver = FaultyReceiver.held(Behaviour.OK, release);
    private final TestDatabase database = TestDatabase.create();
    private final TestLink link = TestLink.to(
            URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort());
    private final RunningEngine cutOff = new RunningEngine(database, linked(), SHORT, "0s,1h", receiver.url("/"));
    private final Webhooks other =
            RunningEngine.engine(database, database.dataSource(), SHORT, "0s,1h", receiver.url("/"));

    @AfterEach
    void close() {
        release.countDown();
        link.mend();
        other.close();
        cutOff.close();
        link.close();
        receiver.close();
    }

    @Test
    void it_loses_nothing_and_hurts_nobody() {
        cutOff.webhooks.start(false);
        other.start(false);
        // a deadline that its short leases leave room for
        cutOff.endpoint(EndpointSettings.forUrl(receiver.url("/")).withTimeoutSeconds(1));
        publish(SOME);
        receiver.await(1, LIMIT);

        link.cut();
        release.countDown();
        awaitDelivered(SOME);
        Await.until(
                LIMIT,
                "it to be buried",
                () -> cutOff.value(
                                "select count(*) from node where id = ? and buried_xid is null", Long.class, itself())
                        == 0);
        publish(SOME);
        awaitDelivered(2 * SOME);

        link.mend();
        Await.until(
                LIMIT,
                "it to be back",
                () -> cutOff.value(
                                "select count(*) from node where id = ? and heartbeat_at > clock_timestamp() - interval '1 s'",
                                Long.class,
                                itself())
                        == 1);
        publish(SOME);
        awaitDelivered(3 * SOME);
        assertThat(cutOff.value("select count(*) from delivery where state <> 'delivered'", Long.class))
                .isZero();
        assertThat(cutOff.value("select sum(attempts) from delivery", Long.class))
                .as("what it brought too late changed nothing")
                .isEqualTo(cutOff.value("select count(*) from attempt", Long.class));
        assertThat(receiver.requests().stream()
                        .map(request -> request.header("webhook-id"))
                        .distinct())
                .hasSize(3 * SOME);
        assertThat(receiver.requests())
                .as("what came twice is the same event with the same number within its subject")
                .hasSizeGreaterThan(3 * SOME);
        assertThat(receiver.requests().stream()
                        .map(request -> request.header("webhook-id") + " " + request.header("tributary-sequence"))
                        .distinct())
                .hasSize(3 * SOME);
    }

    private UUID itself() {
        return cutOff.webhooks.node();
    }

    /** By a caller whose own connections hold. */
    private void publish(int events) {
        for (int i = 0; i < events; i++) {
            cutOff.publish(SOLD, "hat:" + i, "{}");
        }
    }

    private void awaitDelivered(int deliveries) {
        Await.until(
                LIMIT,
                deliveries + " to be delivered",
                () -> cutOff.value("select count(*) from delivery where state = 'delivered'", Long.class)
                        == deliveries);
    }

    private PGSimpleDataSource linked() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setPortNumbers(new int[] {link.port()});
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }
}
