package dev.tributary.webhooks.event;

import java.util.Optional;
import java.util.UUID;

/**
 * A place in an account's feed: everything up to and including an event. Ordered by epoch, then transaction, then id.
 *
 * @param epoch the database cluster's incarnation
 * @param xid the transaction that published the event
 * @param id the event
 */
public record FeedPosition(int epoch, long xid, UUID id) {
    /** As a cursor carries it. */
    public String text() {
        return epoch + "." + xid + "." + id;
    }

    /** Reads {@link #text}; empty for anything else. */
    public static Optional<FeedPosition> parse(String text) {
        String[] parts = text.split("\\.", 4);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new FeedPosition(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), UUID.fromString(parts[2])));
        } catch (IllegalArgumentException notAPosition) {
            return Optional.empty();
        }
    }
}
