package dev.tributary.server.conversion;

import dev.tributary.server.click.Click;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which clicks have a claim on an order: the newest of each affiliate, the newest first. Purely.
 *
 * <p>What an order repeats of a click that we were told of ourselves is that click, with its own time and values. What
 * it tells of another one without a time is a click at the order's time, but behind all that are known: shops tell of
 * the page that a visit began with, and the clicks of its cart came after that.
 */
final class LastClicks {
    private LastClicks() {}

    /**
     * Picks them.
     *
     * @param known those that led to the order's cart
     * @param told the one that the order itself tells of
     * @param ordered when the order was made, which is the time of a told click that has none of its own
     */
    static List<Click> of(List<Click> known, Optional<Click> told, Instant ordered) {
        Map<Long, Click> byAffiliate = new TreeMap<>();
        known.forEach(click -> byAffiliate.merge(click.affiliate(), click, LastClicks::newer));
        Optional<Click> another = told.filter(click -> !byAffiliate.containsKey(click.affiliate()));
        Optional<Click> timeless = another.filter(click -> !click.at().isBefore(ordered));
        Stream<Click> timed = another.filter(click -> timeless.isEmpty()).stream();
        return Stream.concat(
                        Stream.concat(byAffiliate.values().stream(), timed)
                                .sorted(Comparator.comparing(Click::at).reversed()),
                        timeless.stream())
                .toList();
    }

    private static Click newer(Click one, Click other) {
        return other.at().isAfter(one.at()) ? other : one;
    }
}
