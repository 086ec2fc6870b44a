package dev.tributary.webhooks.transport;

import io.vertx.core.http.HttpClientRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The request's header fields: what may be among them, and how they get onto the wire. */
final class RequestHeaders {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
    /** These frame the message or steer the connection: ours alone. */
    private static final Pattern RESERVED = Pattern.compile(
            "host|content-length|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect|proxy-.*",
            Pattern.CASE_INSENSITIVE);

    private RequestHeaders() {}

    /** A header that would break or hijack the message; saved ones never do, so this is the last line. */
    static Optional<RefusedTarget> refusal(List<Header> headers) {
        for (Header header : headers) {
            if (!NAME.matcher(header.name()).matches()
                    || RESERVED.matcher(header.name()).matches()
                    || !isPlain(header.value())) {
                return Optional.of(new RefusedTarget(
                        "header", "The header \"" + header.name().replaceAll("[^ -~]", "?") + "\" may not be sent."));
            }
        }
        return Optional.empty();
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
