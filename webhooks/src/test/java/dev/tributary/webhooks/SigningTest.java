package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.ReceivedRequest;
import dev.tributary.testkit.SettableClock;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.dispatch.Retention;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.SecretView;
import dev.tributary.webhooks.endpoint.Signing;
import dev.tributary.webhooks.signature.Ed25519;
import dev.tributary.webhooks.signature.Signatures;
import dev.tributary.webhooks.signature.SigningSecret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What deliveries are signed with, as their receivers check it. */
@Tag("database")
@Tag("once")
class SigningTest {
    private static final String KEY_HEAD = "302a300506032b6570032100";

    @Test
    void the_public_key_verifies_deliveries_and_a_rotation_renews_it() throws GeneralSecurityException {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = endpoint(engine, receiver, Signing.ED25519);
            SecretView before = secret(engine, endpoint);
            ReceivedRequest first = send(engine, receiver, 1);
            assertThat(signatures(first)).hasSize(1);
            assertThat(verifies(signatures(first).getFirst(), first, before)).isTrue();

            rotate(engine, endpoint, Duration.ZERO, Optional.empty());
            SecretView after = secret(engine, endpoint);
            assertThat(after.publicKey()).startsWith("whpk_").isNotEqualTo(before.publicKey());
            ReceivedRequest second = send(engine, receiver, 2);
            assertThat(signatures(second)).hasSize(1);
            assertThat(verifies(signatures(second).getFirst(), second, after)).isTrue();
            assertThat(verifies(signatures(second).getFirst(), second, before)).isFalse();
        }
    }

    @Test
    void both_kinds_sign_side_by_side_and_for_each_secret_during_an_overlap() throws GeneralSecurityException {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = endpoint(engine, receiver, Signing.BOTH);
            SecretView before = secret(engine, endpoint);
            rotate(engine, endpoint, Duration.ofHours(1), Optional.empty());
            SecretView after = secret(engine, endpoint);

            ReceivedRequest request = send(engine, receiver, 1);
            List<String> signatures = signatures(request);
            assertThat(signatures).hasSize(4);
            assertThat(signatures.get(0)).isEqualTo(v1(after.text(), request));
            assertThat(verifies(signatures.get(1), request, after)).isTrue();
            assertThat(signatures.get(2)).isEqualTo(v1(before.text(), request));
            assertThat(verifies(signatures.get(3), request, before)).isTrue();
        }
    }

    @Test
    void an_overlap_ends_by_time_for_who_knows_the_webhook_since_before() {
        SettableClock clock = SettableClock.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine(
                        TestDatabase.create(),
                        DispatchSettings.defaults(),
                        Retention.DEFAULT,
                        Optional.of(clock),
                        "0s",
                        receiver.url("/"))) {
            engine.webhooks.start(true);
            Endpoint endpoint = endpoint(engine, receiver, Signing.HMAC);
            rotate(engine, endpoint, Duration.ZERO, Optional.of("the old one"));
            rotate(engine, endpoint, Duration.ofHours(1), Optional.of("the new one"));

            ReceivedRequest first = send(engine, receiver, 1);
            assertThat(signatures(first)).containsExactly(v1("the new one", first), v1("the old one", first));
            assertThat(header(first, "Refersion-Signature")).isEqualTo(classic("the old one", first));

            clock.advance(Duration.ofMinutes(59));
            ReceivedRequest second = send(engine, receiver, 2);
            assertThat(signatures(second)).containsExactly(v1("the new one", second), v1("the old one", second));

            clock.advance(Duration.ofMinutes(1));
            ReceivedRequest third = send(engine, receiver, 3);
            assertThat(signatures(third)).containsExactly(v1("the new one", third));
            assertThat(header(third, "Refersion-Signature")).isEqualTo(classic("the new one", third));
        }
    }

    private static Endpoint endpoint(RunningEngine engine, FaultyReceiver receiver, Signing signing) {
        EndpointSettings d = EndpointSettings.forUrl(receiver.url("/"));
        EndpointSettings settings = new EndpointSettings(
                d.url(),
                "",
                d.format(),
                true,
                List.of(),
                signing,
                false,
                d.ratePerSecond(),
                d.maxInFlight(),
                d.timeoutSeconds(),
                d.schedule(),
                d.headers());
        return engine.webhooks.endpoints().create(engine.account, settings, Optional.empty());
    }

    private static void rotate(RunningEngine engine, Endpoint endpoint, Duration overlap, Optional<String> brought) {
        assertThat(engine.webhooks.endpoints().rotate(engine.account, endpoint.id(), overlap, brought))
                .isPresent();
    }

    private static SecretView secret(RunningEngine engine, Endpoint endpoint) {
        return engine.webhooks.endpoints().secret(engine.account, endpoint.id()).orElseThrow();
    }

    /** The n-th request that its receiver gets. */
    private static ReceivedRequest send(RunningEngine engine, FaultyReceiver receiver, int n) {
        engine.publish(SOLD, "hat:" + n, "{}");
        return receiver.await(n, PATIENCE);
    }

    private static List<String> signatures(ReceivedRequest request) {
        return List.of(header(request, "webhook-signature").split(" "));
    }

    private static String v1(String secret, ReceivedRequest request) {
        return Signatures.v1(
                secret(secret),
                header(request, "webhook-id"),
                Long.parseLong(header(request, "webhook-timestamp")),
                request.body());
    }

    private static String classic(String secret, ReceivedRequest request) {
        return Signatures.classic(secret(secret), request.body());
    }

    private static SigningSecret secret(String text) {
        return new SigningSecret(text, Ed25519.generate(new SecureRandom()));
    }

    /** As a receiver does it, who has nothing but the public key. */
    private static boolean verifies(String signature, ReceivedRequest request, SecretView secret)
            throws GeneralSecurityException {
        assertThat(signature).startsWith("v1a,");
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(publicKey(secret.publicKey().substring("whpk_".length())));
        check.update((header(request, "webhook-id") + "." + header(request, "webhook-timestamp") + ".")
                .getBytes(StandardCharsets.UTF_8));
        check.update(request.body());
        return check.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
    }

    private static PublicKey publicKey(String base64) throws GeneralSecurityException {
        ByteArrayOutputStream x509 = new ByteArrayOutputStream();
        x509.writeBytes(HexFormat.of().parseHex(KEY_HEAD));
        x509.writeBytes(Base64.getDecoder().decode(base64));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509.toByteArray()));
    }

    private static String header(ReceivedRequest request, String name) {
        return request.header(name).orElseThrow();
    }
}
