package dev.tributary.webhooks.transport;

import io.vertx.core.http.HttpClientRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The request's header fields: what may be among them, and how they get onto the wire. */
final class RequestHeaders {
    private static final int MAX_NAME = 256;
    private static final String NAME_MARKS = "!#$%&'*+-.^_`|~";
    /** These frame the message or steer the connection: ours alone. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "upgrade",
            "expect");

    private RequestHeaders() {}

    /** A header that would break or hijack the message; saved ones never do, so this is the last line. */
    static Optional<RefusedTarget> refusal(List<Header> headers) {
        for (Header header : headers) {
            if (!isName(header.name()) || isReserved(header.name()) || !isPlain(header.value())) {
                return Optional.of(new RefusedTarget(
                        "header", "The header \"" + header.name().replaceAll("[^ -~]", "?") + "\" may not be sent."));
            }
        }
        return Optional.empty();
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!alphanumeric && NAME_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MAX_NAME;
    }

    private static boolean isReserved(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return RESERVED.contains(lower) || lower.startsWith("proxy-");
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }

    static void write(Request request, HttpClientRequest wire) {
        Origin origin = request.target().origin();
        boolean usual = origin.port() == Authority.defaultPort(origin.scheme());
        wire.putHeader("Host", usual ? origin.urlHost() : origin.urlHost() + ":" + origin.port());
        for (Header header : request.headers()) {
            wire.headers().add(header.name(), header.value());
        }
    }
}
