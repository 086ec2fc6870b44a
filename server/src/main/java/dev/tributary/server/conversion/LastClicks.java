package dev.tributary.server.conversion;

import dev.tributary.server.click.Click;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which clicks have a claim on an order: the newest of each affiliate, the newest first. Purely.
 *
 * <p>What an order repeats of a click that we were told of ourselves is that click, with its own time and values; what
 * it tells of another one has the order's own time, since the shop knows no better.
 */
final class LastClicks {
    private LastClicks() {}

    /**
     * Picks them.
     *
     * @param known those that led to the order's cart
     * @param told the one that the order itself tells of
     */
    static List<Click> of(List<Click> known, Optional<Click> told) {
        Map<Long, Click> byAffiliate = new TreeMap<>();
        known.forEach(click -> byAffiliate.merge(click.affiliate(), click, LastClicks::newer));
        told.ifPresent(click -> byAffiliate.putIfAbsent(click.affiliate(), click));
        return byAffiliate.values().stream()
                .sorted(Comparator.comparing(Click::at).reversed())
                .toList();
    }

    private static Click newer(Click one, Click other) {
        return other.at().isAfter(one.at()) ? other : one;
    }
}
