package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.ReceivedRequest;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.Endpoints;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.InvalidEndpoint;
import dev.tributary.webhooks.signature.Ed25519;
import dev.tributary.webhooks.signature.Signatures;
import dev.tributary.webhooks.signature.SigningSecret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("once")
class RotationTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void up_to_five_secrets_sign_the_newest_first_and_the_oldest_signs_for_those_who_read_one() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoints endpoints = engine.webhooks.endpoints();
            Endpoint endpoint = engine.endpoint(receiver.url("/"), Format.CLASSIC);
            rotate(endpoints, endpoint, Duration.ZERO, "first");
            for (String next : List.of("second", "third", "fourth", "fifth")) {
                rotate(endpoints, endpoint, WEEK, next);
            }
            assertThatThrownBy(() -> rotate(endpoints, endpoint, WEEK, "sixth")).isInstanceOf(InvalidEndpoint.class);
            assertThatThrownBy(() -> rotate(endpoints, endpoint, WEEK.plusHours(1), "sixth"))
                    .isInstanceOf(InvalidEndpoint.class);

            engine.publish(SOLD, "hat:1", "{}");
            ReceivedRequest request = receiver.await(1, PATIENCE);
            assertThat(header(request, "webhook-signature"))
                    .isEqualTo(Stream.of("fifth", "fourth", "third", "second", "first")
                            .map(secret -> Signatures.v1(
                                    secret(secret),
                                    header(request, "webhook-id"),
                                    Long.parseLong(header(request, "webhook-timestamp")),
                                    request.body()))
                            .collect(Collectors.joining(" ")));
            assertThat(header(request, "Refersion-Signature"))
                    .isEqualTo(Signatures.classic(secret("first"), request.body()));

            rotate(endpoints, endpoint, Duration.ZERO, "sixth");
            engine.publish(SOLD, "hat:1", "{}");
            assertThat(header(receiver.await(2, PATIENCE), "webhook-signature")).doesNotContain(" ");
        }
    }

    private static void rotate(Endpoints endpoints, Endpoint endpoint, Duration overlap, String secret) {
        assertThat(endpoints.rotate(endpoint.account(), endpoint.id(), overlap, Optional.of(secret)))
                .isPresent();
    }

    private static SigningSecret secret(String text) {
        return new SigningSecret(text, Ed25519.generate(new SecureRandom()));
    }

    private static String header(ReceivedRequest request, String name) {
        return request.header(name).orElseThrow();
    }
}
