package dev.tributary.server.catcher;

import dev.tributary.server.catcher.LiveSecrets.LiveSecret;
import dev.tributary.webhooks.transport.Header;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains the signatures of a caught request. Pure. */
final class CheckSignatures {
    /** What the libraries of Standard Webhooks tolerate. */
    private static final long TOLERANCE_SECONDS = 300;

    private static final int LONGEST_SHOWN = 64 << 10;

    private final CaughtRequest request;
    private final List<LiveSecret> secrets;

    CheckSignatures(CaughtRequest request, List<LiveSecret> secrets) {
        this.request = request;
        this.secrets = secrets;
    }

    /** Whether there is anything to check. */
    static boolean isSigned(CaughtRequest request) {
        return request.headers().stream().anyMatch(CheckSignatures::isSignature);
    }

    SignatureReport report() {
        SignatureReport.Standard standard = request.header("webhook-signature").isPresent()
                        || request.header("webhook-id").isPresent()
                ? standard()
                : null;
        SignatureReport.Classic classic =
                request.header("refersion-signature").map(this::classic).orElse(null);
        boolean valid = (standard == null || standard.valid()) && (classic == null || classic.valid());
        return new SignatureReport(valid, matched(standard, classic), standard, classic);
    }

    private SignatureReport.Standard standard() {
        Optional<String> id = request.header("webhook-id");
        Optional<Long> time = request.header("webhook-timestamp").flatMap(CheckSignatures::seconds);
        Optional<String> signatures = request.header("webhook-signature");
        if (id.isEmpty() || time.isEmpty() || signatures.isEmpty()) {
            String missing = id.isEmpty() ? "webhook-id" : time.isEmpty() ? "webhook-timestamp" : "webhook-signature";
            return new SignatureReport.Standard(
                    false, "the header " + missing + " is missing or not what it should be", null, null, null, null);
        }
        String prefix = id.get() + "." + request.header("webhook-timestamp").orElse("") + ".";
        long skew = request.receivedAt().getEpochSecond() - time.get();
        Optional<Match> match = match(signatures.get(), content(prefix));
        String reason = match.isEmpty() ? mismatch() : skewed(skew);
        return new SignatureReport.Standard(
                reason == null,
                reason,
                match.map(Match::webhook).orElse(null),
                match.map(Match::scheme).orElse(null),
                shown(prefix),
                skew);
    }

    private SignatureReport.Classic classic(String signature) {
        for (LiveSecret secret : secrets) {
            if (Signed.hmacEquals(secret.text().getBytes(StandardCharsets.UTF_8), signature, request.body())) {
                return new SignatureReport.Classic(true, null, secret.webhook());
            }
        }
        return new SignatureReport.Classic(false, mismatch(), null);
    }

    private record Match(String webhook, String scheme) {}

    private Optional<Match> match(String signatures, byte[] content) {
        for (LiveSecret secret : secrets) {
            for (String signature : signatures.split(" ", 20)) {
                if (Signed.standard(secret, signature, content)) {
                    return Optional.of(new Match(secret.webhook(), signature.substring(0, signature.indexOf(','))));
                }
            }
        }
        return Optional.empty();
    }

    private String mismatch() {
        if (request.truncated()) {
            return "the body was longer than what is kept, so it can't be checked";
        }
        if (secrets.isEmpty()) {
            return "no webhook of this account points at this catcher, so there is no secret to check with";
        }
        return "no live secret of "
                + String.join(
                        ", ",
                        secrets.stream().map(LiveSecret::webhook).distinct().toList())
                + " made it: another secret signed, it has been rotated since, or the body was changed on the way";
    }

    private static @Nullable String skewed(long skew) {
        return Math.abs(skew) <= TOLERANCE_SECONDS
                ? null
                : "the signature matches, but its time is " + Math.abs(skew) + " s " + (skew > 0 ? "before" : "after")
                        + " the arrival, and receivers tolerate " + TOLERANCE_SECONDS + " s";
    }

    private byte[] content(String prefix) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
        content.writeBytes(request.body());
        return content.toByteArray();
    }

    private String shown(String prefix) {
        int length = request.body().length;
        return length <= LONGEST_SHOWN
                ? prefix + new String(request.body(), StandardCharsets.UTF_8)
                : prefix + "(the body, " + length + " bytes)";
    }

    private static @Nullable String matched(
            SignatureReport.@Nullable Standard standard, SignatureReport.@Nullable Classic classic) {
        if (standard != null && standard.webhook_id() != null) {
            return standard.webhook_id();
        }
        return classic == null ? null : classic.webhook_id();
    }

    private static boolean isSignature(Header header) {
        return header.name().equalsIgnoreCase("webhook-signature")
                || header.name().equalsIgnoreCase("webhook-id")
                || header.name().equalsIgnoreCase("refersion-signature");
    }

    private static Optional<Long> seconds(String text) {
        return text.matches("[0-9]{1,12}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
