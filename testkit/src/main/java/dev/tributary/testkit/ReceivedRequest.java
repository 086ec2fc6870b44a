package dev.tributary.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it came over the wire.
 *
 * @param connection which connection it came on, from 1
 * @param line the request line, such as {@code POST /hook HTTP/1.1}
 * @param headers in the order received
 * @param body raw bytes
 * @param serverName the name the client asked for in the TLS handshake
 */
@SuppressWarnings("ArrayRecordComponent") // looked at by tests; never compared
public record ReceivedRequest(
        int connection,
        String line,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        Optional<String> serverName) {

    /** The first header field of that name, in any case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
