package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How many attempts have failed since the last delivered one, when a group is written. Replays make no difference. */
final class MemoryStreaks {
    private final MemoryStore store;
    private final List<Done> group;
    private boolean done;

    MemoryStreaks(MemoryStore store, List<Done> group) {
        this.store = store;
        this.group = group;
    }

    void once() {
        if (!done) {
            done = true;
            Map<EndpointId, Integer> after = after(group);
            Map<EndpointId, Integer> withoutReplays = after(group.stream()
                    .filter(one -> !Objects.requireNonNull(
                                    store.rows.get(one.leased().id()))
                            .isReplay())
                    .toList());
            if (!after.equals(withoutReplays)) {
                throw new Violation("a replay changes failures from " + withoutReplays + " to " + after);
            }
            store.failing.clear();
            store.failing.putAll(after);
        }
    }

    private Map<EndpointId, Integer> after(List<Done> outcomes) {
        Map<EndpointId, Integer> failing = new LinkedHashMap<>(store.failing);
        outcomes.stream()
                .filter(one -> one.verdict() instanceof Verdict.Delivered
                        && !one.leased().replay())
                .forEach(one -> failing.remove(one.leased().endpoint()));
        Streaks.of(outcomes).forEach(streak -> failing.merge(streak.endpoint(), streak.failures(), Integer::sum));
        return failing;
    }
}
