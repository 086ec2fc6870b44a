package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.ClaimDue;
import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a claim tells of rows that are older than the latest. A pure function.
 *
 * @param latest the first id that is not older
 * @param ordered whether an endpoint asks for order, so that what is next waits for what was taken
 */
record BeyondLatest(UUID latest, Predicate<EndpointId> ordered) {
    /** Whether more of them may be due, at once or when those that were taken are finished. */
    boolean mayBeMore(ClaimDue.Ask ask, List<Claimed> claimed) {
        Map<EndpointId, Long> older = claimed.stream()
                .map(Claimed::leased)
                .filter(leased -> leased.id().value().compareTo(latest) < 0)
                .collect(Collectors.groupingBy(leased -> leased.endpoint(), Collectors.counting()));
        return !older.isEmpty()
                && (isFull(ask, claimed)
                        || older.entrySet().stream()
                                .anyMatch(taken ->
                                        ordered.test(taken.getKey()) || taken.getValue() >= room(ask, taken.getKey())));
    }

    private static boolean isFull(ClaimDue.Ask ask, List<Claimed> claimed) {
        return claimed.size() >= ask.limit()
                || claimed.stream().mapToLong(row -> row.leased().body().length).sum() >= ask.bytes();
    }

    private static int room(ClaimDue.Ask ask, EndpointId endpoint) {
        return ask.room().getOrDefault(endpoint, ask.elsewhere()).any();
    }
}
