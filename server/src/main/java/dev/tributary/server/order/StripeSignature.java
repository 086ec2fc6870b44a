package dev.tributary.server.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code Stripe-Signature: t=…,v1=…}: hexadecimal HMAC-SHA256 of the time, a dot and the raw body. While a secret is
 * rolled there are several {@code v1}; one must fit.
 *
 * @see <a href="https://docs.stripe.com/webhooks#verify-manually">Verify webhook signatures manually</a>
 */
record StripeSignature(Instant at, List<String> signatures) {
    /** A message older or newer than this is refused: somebody may have kept it to send it again. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
    private static final int MOST_PARTS = 20;

    /** Reads the header; empty if it is none. */
    static Optional<StripeSignature> parse(String header) {
        Optional<Instant> at = Optional.empty();
        List<String> signatures = new ArrayList<>();
        for (String part : header.split(",", MOST_PARTS)) {
            String text = part.strip();
            if (text.startsWith("t=") && SECONDS.matcher(text.substring(2)).matches()) {
                at = Optional.of(Instant.ofEpochSecond(Long.parseLong(text.substring(2))));
            } else if (text.startsWith("v1=")) {
                signatures.add(text.substring(3));
            }
        }
        return at.map(time -> new StripeSignature(time, List.copyOf(signatures)));
    }

    boolean isRecent(Instant now) {
        return Duration.between(at, now).abs().compareTo(TOLERANCE) <= 0;
    }

    boolean fits(byte[] body, String secret) {
        byte[] time = (at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] signed = new byte[time.length + body.length];
        System.arraycopy(time, 0, signed, 0, time.length);
        System.arraycopy(body, 0, signed, time.length, body.length);
        byte[] expected =
                HexFormat.of().formatHex(BodySignature.hmac(signed, secret)).getBytes(StandardCharsets.US_ASCII);
        return signatures.stream()
                .anyMatch(signature -> MessageDigest.isEqual(signature.getBytes(StandardCharsets.UTF_8), expected));
    }
}
