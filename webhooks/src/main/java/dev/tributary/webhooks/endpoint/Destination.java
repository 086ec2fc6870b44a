package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.signature.Signatures;
import dev.tributary.webhooks.signature.SigningSecret;
import dev.tributary.webhooks.transport.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that sending to an endpoint takes, at one version of it.
 *
 * @param target its URL, parsed
 * @param secrets newest first
 */
public record Destination(Endpoint endpoint, Target target, List<LiveSecret> secrets) {
    /** A secret and when it stops signing; empty for the newest. */
    public record LiveSecret(SigningSecret secret, Optional<Instant> endsAt) {}

    /** The value of {@code webhook-signature}: one signature for each live secret and scheme, newest first. */
    public String signature(String id, Instant now, byte[] body) {
        StringBuilder value = new StringBuilder();
        Signing signing = endpoint.settings().signing();
        live(now).forEach(secret -> {
            if (signing != Signing.ED25519) {
                append(value, Signatures.v1(secret, id, now.getEpochSecond(), body));
            }
            if (signing != Signing.HMAC) {
                append(value, Signatures.v1a(secret.ed25519(), id, now.getEpochSecond(), body));
            }
        });
        return value.toString();
    }

    /**
     * The value of {@code Refersion-Signature}. It has room for one signature, so the oldest live secret makes it until
     * its overlap ends: receivers of the classic format change their secret after ours has changed.
     */
    public String classicSignature(Instant now, byte[] body) {
        return Signatures.classic(live(now).reduce((newer, older) -> older).orElseThrow(), body);
    }

    private Stream<SigningSecret> live(Instant now) {
        return secrets.stream()
                .filter(live -> live.endsAt().filter(end -> !end.isAfter(now)).isEmpty())
                .map(LiveSecret::secret);
    }

    private static void append(StringBuilder value, String signature) {
        if (!value.isEmpty()) {
            value.append(' ');
        }
        value.append(signature);
    }
}
