package dev.tributary.webhooks.replay;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.DeliverySearch.CodeRange;
import dev.tributary.webhooks.delivery.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is to be sent again. */
public sealed interface ReplayScope {
    /** The most deliveries that may be named one by one. */
    int MOST_SELECTED = 1000;

    /** These deliveries, whatever became of them. */
    record Selection(List<DeliveryId> deliveries) implements ReplayScope {
        public Selection {
            deliveries = deliveries.stream().distinct().toList();
            if (deliveries.isEmpty() || deliveries.size() > MOST_SELECTED) {
                throw new IllegalArgumentException("from 1 to " + MOST_SELECTED + " deliveries");
            }
        }
    }

    /**
     * Each event whose first delivery matches, once. Where {@code states} does not name {@link State#DELIVERED}, what a
     * replay has brought to the receiver since, or is about to, is left out.
     *
     * @param states of the first delivery
     * @param topics empty for any
     * @param since created at or after
     * @param until created before
     * @param codes of the first delivery's last answer
     * @param subject such as {@code conversion:12}
     */
    record Filter(
            Set<State> states,
            Set<String> topics,
            Optional<Instant> since,
            Optional<Instant> until,
            Optional<CodeRange> codes,
            Optional<String> subject)
            implements ReplayScope {
        /** What came to an end without success. */
        public static final Set<State> UNSUCCESSFUL = Set.of(State.EXHAUSTED, State.CANCELLED);

        public Filter {
            if (states.isEmpty()) {
                throw new IllegalArgumentException("which states must be said");
            }
        }

        /** Whatever it was answered and is about. */
        public static Filter of(
                Set<State> states, Set<String> topics, Optional<Instant> since, Optional<Instant> until) {
            return new Filter(states, topics, since, until, Optional.empty(), Optional.empty());
        }
    }

    /**
     * Events that the webhook would take and has no delivery of, such as those from before it was made.
     *
     * @param topics of the webhook's; empty for all of them
     * @param since happened at or after
     * @param until happened before
     */
    record Missing(Set<String> topics, Optional<Instant> since, Optional<Instant> until) implements ReplayScope {}
}
