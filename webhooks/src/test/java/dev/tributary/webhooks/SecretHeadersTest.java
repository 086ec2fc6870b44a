package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.transport.Header;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SecretHeadersTest {
    private static final Header CREDENTIAL = new Header("Authorization", "Bearer s3cret");

    @Test
    void the_values_of_a_merchants_own_headers_are_sent_and_never_kept_beside_the_attempt() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"), Optional.empty(), 32, List.of(CREDENTIAL));
            engine.publish(SOLD, "hat:1", "{}");
            assertThat(receiver.await(1, PATIENCE).header("authorization")).contains("Bearer s3cret");
            Attempt kept = Await.value(PATIENCE, "the attempt", () -> first(engine));
            assertThat(kept.requestHeaders().stream().map(Header::name)).contains("Authorization", "webhook-signature");
            assertThat(kept.requestHeaders()).doesNotContain(CREDENTIAL);

            Attempt test = engine.webhooks
                    .test(
                            engine.account,
                            endpoint.id(),
                            engine.webhooks.topics().find(SOLD).orElseThrow())
                    .orElseThrow();
            assertThat(test.requestHeaders()).doesNotContain(CREDENTIAL);
        }
    }

    private static Optional<Attempt> first(RunningEngine engine) {
        Delivery delivery = engine.webhooks
                .deliveries()
                .list(engine.account, DeliveryFilter.all(), Optional.empty(), 1)
                .getFirst();
        return engine.webhooks.deliveries().attempts(engine.account, delivery.id(), 0, 1).stream()
                .findFirst();
    }
}
