package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.FailingEndpoints.Streak;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads from a group of outcomes which endpoints have failed since they last delivered. A pure function. */
final class Streaks {
    private Streaks() {}

    /** A streak for each endpoint whose last outcome of the group, by time, was a failure. Replays don't count. */
    static List<Streak> of(List<Done> group) {
        Map<EndpointId, Streak> streaks = new LinkedHashMap<>();
        group.stream()
                .filter(done -> !done.leased().replay())
                .sorted(Comparator.comparing(Done::finishedAt))
                .forEach(done -> {
                    EndpointId endpoint = done.leased().endpoint();
                    if (done.verdict() instanceof Verdict.Delivered) {
                        streaks.remove(endpoint);
                    } else {
                        streaks.merge(
                                endpoint,
                                new Streak(done.leased().account(), endpoint, done.finishedAt(), 1),
                                (before, one) ->
                                        new Streak(before.account(), endpoint, before.since(), before.failures() + 1));
                    }
                });
        return List.copyOf(streaks.values());
    }

    /** The endpoints of which anything was delivered. Replays don't count. */
    static Set<EndpointId> delivered(List<Done> group) {
        return group.stream()
                .filter(done -> !done.leased().replay() && done.verdict() instanceof Verdict.Delivered)
                .map(done -> done.leased().endpoint())
                .collect(Collectors.toSet());
    }
}
