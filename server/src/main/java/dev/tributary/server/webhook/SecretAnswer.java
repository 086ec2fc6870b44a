package dev.tributary.server.webhook;

import dev.tributary.webhooks.endpoint.SecretView;
import java.time.Instant;
import java.util.List;

/**
 * A webhook's secret, for who may change it.
 *
 * @param secret verbatim
 * @param verify_with what Standard Webhooks libraries take
 * @param public_key {@code whpk_…}, which verifies {@code v1a}
 * @param overlapping until when the secrets before it still sign, newest first
 */
@SuppressWarnings("MemberName") // the names on the wire
record SecretAnswer(String secret, String verify_with, String public_key, List<Overlap> overlapping) {
    /** An older secret that still signs. */
    record Overlap(String secret, Instant ends_at) {}

    static SecretAnswer of(SecretView view) {
        return new SecretAnswer(
                view.text(),
                view.verifyWith(),
                view.publicKey(),
                view.overlapping().stream()
                        .map(old -> new Overlap(old.text(), old.endsAt()))
                        .toList());
    }
}
