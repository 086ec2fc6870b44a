package dev.tributary.server.catcher;

import dev.tributary.webhooks.transport.Header;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One request that a catcher kept. Everything in it is hostile.
 *
 * @param number 1, 2, 3 … per catcher
 * @param target path and query as received, undecoded
 * @param headers as received, in their order
 * @param truncated whether the body was longer than what is kept
 * @param answeredStatus empty where the connection was dropped
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be shown; never compared
public record CaughtRequest(
        UUID id,
        long number,
        String method,
        String target,
        List<Header> headers,
        byte[] body,
        boolean truncated,
        String remoteAddress,
        Instant receivedAt,
        OptionalInt answeredStatus) {
    /** The first header of this name, whatever its case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** The query's names and values, decoded, in their order. */
    public List<Pair> query() {
        int mark = target.indexOf('?');
        return mark < 0 ? List.of() : Pair.read(target.substring(mark + 1));
    }
}
