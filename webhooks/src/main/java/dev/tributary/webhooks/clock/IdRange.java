package dev.tributary.webhooks.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The ids made within a span of time.
 *
 * @param from the first that belongs to it
 * @param to the first that does not any more
 */
public record IdRange(UUID from, UUID to) {
    public static IdRange of(Instant from, Instant to) {
        return new IdRange(UuidV7.floor(from), UuidV7.floor(to));
    }

    /** A span cut into pieces, the newest first, so that a statement on each is short whatever the whole holds. */
    public static List<IdRange> cut(Instant from, Instant to, Duration piece) {
        List<IdRange> pieces = new ArrayList<>();
        for (Instant end = to; end.isAfter(from); end = end.minus(piece)) {
            Instant begin = end.minus(piece);
            pieces.add(of(begin.isBefore(from) ? from : begin, end));
        }
        return pieces;
    }
}
