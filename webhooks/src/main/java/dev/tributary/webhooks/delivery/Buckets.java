package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.clock.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Equal spans of time that follow each other, whole hours or days of UTC. The last one holds the present.
 *
 * @param starts of each, oldest first
 * @param each how long one is
 */
public record Buckets(List<Instant> starts, Duration each) {
    private static final int MOST = 100;

    public Buckets {
        starts = List.copyOf(starts);
        if (starts.isEmpty() || starts.size() > MOST) {
            throw new IllegalArgumentException("from 1 to " + MOST + " buckets");
        }
    }

    /** This hour and those before it. */
    public static Buckets hours(Instant now, int count) {
        return ending(now.truncatedTo(ChronoUnit.HOURS), Duration.ofHours(1), count);
    }

    /** Today and the days before it. */
    public static Buckets days(Instant now, int count) {
        return ending(now.truncatedTo(ChronoUnit.DAYS), Duration.ofDays(1), count);
    }

    public int count() {
        return starts.size();
    }

    /** When the first one begins. */
    public Instant start() {
        return starts.getFirst();
    }

    UUID[] floors() {
        return starts.stream().map(UuidV7::floor).toArray(UUID[]::new);
    }

    UUID[] ceilings() {
        return starts.stream().map(start -> UuidV7.floor(start.plus(each))).toArray(UUID[]::new);
    }

    private static Buckets ending(Instant last, Duration each, int count) {
        return new Buckets(
                Stream.iterate(last.minus(each.multipliedBy(count - 1L)), start -> start.plus(each))
                        .limit(count)
                        .toList(),
                each);
    }
}
