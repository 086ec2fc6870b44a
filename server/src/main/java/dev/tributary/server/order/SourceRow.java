package dev.tributary.server.order;

import java.time.Instant;

/**
 * A source in the list and on its page.
 *
 * @param label its name, or else its kind
 * @param url that its shop sends orders to
 */
public record SourceRow(SourceId id, String label, Origin origin, String url, Instant created, SourceLight light) {
    static SourceRow of(Source source, String baseUrl, SourceLight light) {
        return new SourceRow(
                source.id(), source.label(), source.kind(), source.url(baseUrl), source.created(), light);
    }

    public String kind() {
        return origin.label();
    }

    public String path() {
        return SourcePages.PATH + "/" + id;
    }

    /** The orders that it sent. */
    public String ordersPath() {
        return OrderPages.PATH + "?source=" + id;
    }
}
