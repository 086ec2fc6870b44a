package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.ReceivedRequest;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.signature.Ed25519;
import dev.tributary.webhooks.signature.Signatures;
import dev.tributary.webhooks.signature.SigningSecret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Changes made on another node while deliveries wait in this one's memory, for their rate. This one's heartbeat is so slow
 * that nothing is noticed by it.
 */
@Tag("database")
@Tag("once")
class ChangesAtOnceTest {
    private static final int WAITING = 12;
    private static final SigningSecret NEW =
            new SigningSecret("the secret that came", Ed25519.generate(new SecureRandom()));

    private final FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
    private final FaultyReceiver elsewhere = FaultyReceiver.start(Behaviour.OK);
    private final TestDatabase database = TestDatabase.create();
    private final String[] allowed = {receiver.url("/"), elsewhere.url("/")};
    private final RunningEngine engine = new RunningEngine(database, slowlyBeating(), "0s", allowed);
    private final Webhooks changes =
            RunningEngine.engine(database, database.dataSource(), DispatchSettings.defaults(), "0s", allowed);
    private final Endpoint endpoint = engine.endpoint(receiver.url("/"), Optional.of(1), 32, List.of());

    private static DispatchSettings slowlyBeating() {
        DispatchSettings d = DispatchSettings.defaults();
        return d.withLease(d.lease(), Duration.ofMinutes(5), Duration.ofMinutes(10));
    }

    @BeforeEach
    void some_wait_for_their_rate() {
        engine.webhooks.start(true);
        engine.publish(IntStream.range(0, WAITING)
                .mapToObj(n -> engine.event(SOLD, "hat:" + n, "{}"))
                .toList());
        receiver.await(1, PATIENCE);
    }

    @AfterEach
    void close() {
        changes.close();
        engine.close();
        elsewhere.close();
        receiver.close();
    }

    @Test
    void a_secret_that_was_ended_signs_nothing_that_waits() {
        changes.endpoints().rotate(engine.account, endpoint.id(), Duration.ofHours(1), Optional.of(NEW.text()));
        Await.until(PATIENCE, "both secrets to sign", () -> signatures(last()).size() == 2);
        changes.endpoints().endOverlap(engine.account, endpoint.id());
        Await.until(
                PATIENCE,
                "the new secret to sign alone",
                () -> signatures(last()).size() == 1);

        ReceivedRequest alone = last();
        assertThat(signatures(alone))
                .containsExactly(Signatures.v1(
                        NEW,
                        header(alone, "webhook-id"),
                        Long.parseLong(header(alone, "webhook-timestamp")),
                        alone.body()));
        assertThat(receiver.requests()).hasSizeLessThan(WAITING);
    }

    @Test
    void what_waits_for_one_that_is_paused_is_held() {
        changes.endpoints().pause(engine.account, endpoint.id());
        Await.until(
                PATIENCE,
                "what was not sent yet to be held",
                () -> engine.value("select count(*) from delivery where state = 'held'", Long.class) >= WAITING / 2);
    }

    @Test
    void what_waits_goes_where_the_webhook_points_by_then() {
        EndpointSettings old = endpoint.settings();
        EndpointSettings moved = new EndpointSettings(
                elsewhere.url("/"),
                old.description(),
                old.format(),
                old.allTopics(),
                old.topics(),
                old.signing(),
                old.ordered(),
                old.ratePerSecond(),
                old.maxInFlight(),
                old.timeoutSeconds(),
                old.schedule(),
                old.headers());
        changes.endpoints().change(engine.account, endpoint.id(), moved, Optional.empty());
        elsewhere.await(1, PATIENCE);
    }

    @Test
    void what_waits_while_the_account_is_switched_off_is_held() {
        changes.accountSwitch().set(engine.account, false);
        Await.until(
                PATIENCE,
                "what was not sent yet to be held",
                () -> engine.value("select count(*) from delivery where state = 'held'", Long.class) >= WAITING / 2);
    }

    private ReceivedRequest last() {
        return receiver.requests().getLast();
    }

    private static List<String> signatures(ReceivedRequest request) {
        return List.of(header(request, "webhook-signature").split(" "));
    }

    private static String header(ReceivedRequest request, String name) {
        return request.header(name).orElseThrow();
    }
}
