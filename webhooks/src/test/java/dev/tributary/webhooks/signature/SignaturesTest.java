package dev.tributary.webhooks.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final String FIRST_ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final byte[] FIRST_BODY = bytes("{\"test\": 2432232314}");

    @Test
    void v1_equals_the_published_vectors() {
        assertThat(Signatures.v1(secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), FIRST_ID, 1614265330, FIRST_BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(Signatures.v1(
                        secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"),
                        "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
                        1649367553,
                        bytes("{\"email\":\"test@example.com\",\"username\":\"test_user\"}")))
                .isEqualTo("v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=");
    }

    @Test
    void v1a_equals_the_published_vector() {
        Ed25519 key = Ed25519.parse(
                "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==");
        assertThat(key.publicText()).isEqualTo("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=");
        assertThat(Signatures.v1a(key, FIRST_ID, 1614265330, FIRST_BODY))
                .isEqualTo(
                        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==");
    }

    @Test
    void the_classic_signature_is_over_the_body_alone_and_keyed_by_the_secret_as_shown() throws Exception {
        String shown = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(shown), "HmacSHA256"));
        assertThat(Signatures.classic(secret(shown), FIRST_BODY))
                .isEqualTo(Base64.getEncoder().encodeToString(mac.doFinal(FIRST_BODY)));
    }

    @Test
    void a_secret_without_the_prefix_is_its_own_key() {
        SigningSecret brought = secret("what our receivers know");
        assertThat(brought.key()).isEqualTo(bytes("what our receivers know"));
        assertThat(brought.verifyWith())
                .isEqualTo("whsec_" + Base64.getEncoder().encodeToString(bytes("what our receivers know")));
    }

    @Test
    void what_follows_the_prefix_must_be_base64_of_24_to_64_bytes() {
        for (String bad : new String[] {"whsec_", "whsec_???", "whsec_" + base64(23), "whsec_" + base64(65), " ", ""}) {
            assertThatThrownBy(() -> secret(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(secret("whsec_" + base64(24)).key()).hasSize(24);
        assertThat(secret("whsec_" + base64(64)).key()).hasSize(64);
    }

    @Test
    void an_ed25519_pair_survives_being_written_and_read() {
        Ed25519 made = Ed25519.generate(new SecureRandom());
        Ed25519 read = Ed25519.parse(made.secretText());
        assertThat(read.publicText()).isEqualTo(made.publicText());
        assertThat(Signatures.v1a(read, "evt_1", 1, FIRST_BODY))
                .isEqualTo(Signatures.v1a(made, "evt_1", 1, FIRST_BODY));
    }

    @Test
    void a_sealed_secret_opens_only_with_its_key_and_context() {
        Vault vault = new Vault(new byte[32]);
        byte[] sealed = vault.seal(bytes("secret"), "acc_1");
        assertThat(vault.open(sealed, "acc_1")).isEqualTo(bytes("secret"));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThatThrownBy(() -> vault.open(sealed, "acc_2")).isInstanceOf(Vault.SealBroken.class);
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        assertThatThrownBy(() -> new Vault(otherKey).open(sealed, "acc_1")).isInstanceOf(Vault.SealBroken.class);
    }

    @Test
    void secrets_do_not_show_in_logs() {
        assertThat(secret("what our receivers know").toString()).doesNotContain("receivers");
    }

    private static SigningSecret secret(String text) {
        return new SigningSecret(text, Ed25519.generate(new SecureRandom()));
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
