package dev.tributary.server.order;

import java.time.Instant;
import java.util.Optional;

/**
 * A source in the list and on its page.
 *
 * @param label its name, or else its kind
 * @param url that its shop sends orders to
 * @param oldUntil until when the secret before the present one fits, too, if it does now
 */
public record SourceRow(
        SourceId id,
        String label,
        Origin origin,
        String url,
        Instant created,
        SourceLight light,
        Optional<Instant> oldUntil) {
    static SourceRow of(Source source, String baseUrl, SourceLight light, Instant now) {
        return new SourceRow(
                source.id(),
                source.label(),
                source.kind(),
                source.url(baseUrl),
                source.created(),
                light,
                source.oldUntil().filter(now::isBefore));
    }

    public String kind() {
        return origin.label();
    }

    public String path() {
        return SourcePages.PATH + "/" + id;
    }

    /** All that it sent, as it came. */
    public String messagesPath() {
        return MessagePages.path(id);
    }

    /** The orders that it sent. */
    public String ordersPath() {
        return OrderPages.PATH + "?source=" + id;
    }
}
