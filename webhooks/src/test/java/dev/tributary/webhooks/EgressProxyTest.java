package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.TestCertificate;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.testkit.TestProxy;
import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.topic.TopicDefinition;
import dev.tributary.webhooks.transport.EgressProxy;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries and tests through an operator's proxy. */
@Tag("database")
@Tag("once")
class EgressProxyTest {
    private volatile String moved = "93.184.216.34";
    private final TestProxy proxy = TestProxy.start();
    private final FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK, TestCertificate.GOOD);
    private final RunningEngine engine = engine(TestDatabase.create());
    private final Endpoint endpoint = engine.endpoint(receiver.url(TestCertificate.NAME, "/hook"));

    @AfterEach
    void close() {
        engine.close();
        receiver.close();
        proxy.close();
    }

    @Test
    void a_delivery_goes_through_the_proxy() {
        engine.webhooks.start(true);

        engine.publish(SOLD, "hat:1", "{}");

        awaitDelivered();
        assertThat(proxy.heads()).hasSize(1);
        assertThat(proxy.heads().getFirst()).startsWith("CONNECT 93.184.216.34:" + receiver.port() + " ");
    }

    @Test
    void a_broken_proxy_charges_no_attempt_and_the_delivery_comes_once_when_it_is_mended() {
        proxy.answer("HTTP/1.1 503 Service Unavailable");
        engine.webhooks.start(true);
        engine.publish(SOLD, "hat:1", "{}");
        Await.until(PATIENCE, "it to be tried twice", () -> proxy.heads().size() >= 2);
        assertUncharged();

        proxy.answer("HTTP/1.1 407 Proxy Authentication Required");
        int before = proxy.heads().size();
        Await.until(PATIENCE, "it to be tried again", () -> proxy.heads().size() > before);
        assertUncharged();
        assertThat(receiver.connections()).isZero();

        proxy.open();

        awaitDelivered();
    }

    @Test
    void a_test_goes_through_the_proxy_and_says_when_it_is_broken() {
        Attempt fine = test();
        assertThat(fine.answer().orElseThrow().status()).isEqualTo(200);
        assertThat(proxy.heads()).hasSize(1);

        proxy.close();
        Attempt broken = test();

        assertThat(broken.answer()).isEmpty();
        assertThat(broken.error().orElseThrow()).contains("proxy").doesNotContain("127.0.0.1", "secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "64:ff9b::a00:1"})
    void a_name_that_moves_to_a_private_address_is_refused_in_tests_and_deliveries_before_the_proxy_hears_of_it(
            String address) {
        moved = address;

        assertThat(test().error().orElseThrow())
                .startsWith("private-address: ")
                .contains(TestCertificate.NAME)
                .doesNotContain(address);
        engine.webhooks.start(true);
        engine.publish(SOLD, "hat:1", "{}");
        Await.until(
                PATIENCE,
                "the refusal",
                () -> engine.value(
                                "select count(*) from attempt where outcome = 'forbidden'"
                                        + " and error like 'private-address: %'",
                                Long.class)
                        == 1);
        assertThat(proxy.heads()).isEmpty();
        assertThat(receiver.connections()).isZero();
    }

    private Attempt test() {
        TopicDefinition topic = RunningEngine.catalogue().find(SOLD).orElseThrow();
        return engine.webhooks.test(engine.account, endpoint.id(), topic).orElseThrow();
    }

    private void assertUncharged() {
        assertThat(engine.value("select count(*) from attempt", Long.class)).isZero();
        assertThat(engine.value("select count(*) from delivery where attempts = 0 and state = 'pending'", Long.class))
                .isEqualTo(1);
    }

    private void awaitDelivered() {
        Await.until(
                PATIENCE,
                "the delivery",
                () -> engine.value(
                                "select count(*) from delivery where state = 'delivered' and attempts = 1", Long.class)
                        == 1);
        assertThat(receiver.requests()).hasSize(1);
    }

    private RunningEngine engine(TestDatabase database) {
        EgressProxy egress = EgressProxy.parse("http://user:secret@127.0.0.1:" + proxy.port());
        return new RunningEngine(
                database,
                new Webhooks(
                        RunningEngine.settings(DispatchSettings.defaults(), "0s,1h")
                                .withEgressProxy(Optional.of(egress)),
                        database.dataSource(),
                        database.dataSource(),
                        new Vault(new byte[32]),
                        RunningEngine.catalogue(),
                        InstantSource.system(),
                        Optional.of(_ -> CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral(moved)))),
                        Optional.of(TestCertificate.trusted())));
    }
}
