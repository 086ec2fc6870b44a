package dev.tributary.server.catcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.catcher.LiveSecrets.LiveSecret;
import dev.tributary.webhooks.transport.Header;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** With the vectors that the webhook contract names. */
class CheckSignaturesTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIME = 1614265330;
    private static final String V1 = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String V1A =
            "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";
    private static final byte[] PUBLIC = Base64.getDecoder().decode("1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=");

    private final List<LiveSecret> live = List.of(secret("whsec_" + "A".repeat(32)), secret(SECRET));

    @Test
    void a_good_signature_is_valid_whichever_live_secret_made_it() {
        SignatureReport report = check(V1, BODY, TIME, live);
        assertThat(report.valid()).isTrue();
        assertThat(report.webhook_id()).isEqualTo("we_1");
        assertThat(standard(report).scheme()).isEqualTo("v1");
        assertThat(standard(report).signed_content()).isEqualTo(ID + "." + TIME + "." + BODY);
        assertThat(standard(report).clock_skew_seconds()).isZero();
    }

    @Test
    void ed25519_is_verified_with_the_public_key() {
        SignatureReport report = check("v1,AAAA " + V1A, BODY, TIME, live);
        assertThat(report.valid()).isTrue();
        assertThat(standard(report).scheme()).isEqualTo("v1a");
    }

    @Test
    void a_changed_body_is_told_from_an_old_request_and_from_a_missing_webhook() {
        assertThat(standard(check(V1, BODY + " ", TIME, live)).reason()).contains("we_1");
        assertThat(standard(check(V1, BODY, TIME, List.of())).reason()).contains("no webhook");
        SignatureReport.Standard late = standard(check(V1, BODY, TIME + 400, live));
        assertThat(late.valid()).isFalse();
        assertThat(late.clock_skew_seconds()).isEqualTo(400);
        assertThat(late.reason()).contains("400 s before").contains("300 s");
        assertThat(standard(check("nonsense v1, v1a,* v9,x", BODY, TIME, live)).valid())
                .isFalse();
    }

    private static SignatureReport.Standard standard(SignatureReport report) {
        SignatureReport.Standard standard = report.standard();
        assertThat(standard).isNotNull();
        return Objects.requireNonNull(standard);
    }

    private static SignatureReport check(String signature, String body, long receivedAt, List<LiveSecret> secrets) {
        CaughtRequest request = new CaughtRequest(
                new UUID(0, 1),
                1,
                "POST",
                "/catch/x",
                List.of(
                        new Header("Webhook-Id", ID),
                        new Header("webhook-timestamp", String.valueOf(TIME)),
                        new Header("webhook-signature", signature)),
                body.getBytes(StandardCharsets.UTF_8),
                false,
                "127.0.0.1",
                Instant.ofEpochSecond(receivedAt),
                OptionalInt.of(200));
        return new CheckSignatures(request, secrets).report();
    }

    private static LiveSecret secret(String text) {
        return new LiveSecret(
                "we_1", text, Base64.getDecoder().decode(text.substring("whsec_".length())), Optional.of(PUBLIC));
    }
}
