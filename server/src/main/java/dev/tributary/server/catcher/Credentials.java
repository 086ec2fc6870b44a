package dev.tributary.server.catcher;

import dev.tributary.webhooks.transport.Header;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Keeps the credentials that senders sent along out of what is handed on. */
public final class Credentials {
    private static final String MASK = "(masked)";
    private static final Set<String> NAMES =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "refersion-secret-key");

    private Credentials() {}

    /** Whether a header's value is one, by its name. */
    public static boolean isOne(Header header) {
        return NAMES.contains(header.name().toLowerCase(Locale.ROOT));
    }

    static CaughtRequest mask(CaughtRequest request) {
        List<Header> headers = request.headers().stream()
                .map(header -> isOne(header) ? new Header(header.name(), MASK) : header)
                .toList();
        return new CaughtRequest(
                request.id(),
                request.number(),
                request.method(),
                request.target(),
                headers,
                request.body(),
                request.truncated(),
                request.remoteAddress(),
                request.receivedAt(),
                request.answeredStatus());
    }
}
