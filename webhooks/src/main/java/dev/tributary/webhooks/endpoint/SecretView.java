package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.signature.SigningSecret;
import java.time.Instant;
import java.util.List;

/**
 * The newest secret of an endpoint, as its owner may see it.
 *
 * @param text verbatim, as made by us or brought by the owner
 * @param verifyWith what Standard Webhooks libraries take: {@code whsec_} and the key in base64
 * @param publicKey {@code whpk_} and the ed25519 public key in base64
 * @param overlapping older secrets that still sign, newest first
 */
public record SecretView(String text, String verifyWith, String publicKey, List<Overlap> overlapping) {
    /** An older secret and when it stops signing. */
    public record Overlap(String text, Instant endsAt) {
        @Override
        public String toString() {
            return "Overlap[…, endsAt=" + endsAt + "]";
        }
    }

    /** Of an endpoint's living secrets, newest first. */
    static SecretView of(List<SecretStore.Stored> live) {
        SigningSecret newest = live.getFirst().secret();
        List<Overlap> overlapping = live.stream()
                .skip(1)
                .map(old -> new Overlap(old.secret().text(), old.endsAt().orElseThrow()))
                .toList();
        return new SecretView(
                newest.text(), newest.verifyWith(), newest.ed25519().publicText(), overlapping);
    }

    /** Never the secret itself: records end up in logs. */
    @Override
    public String toString() {
        return "SecretView[…]";
    }
}
