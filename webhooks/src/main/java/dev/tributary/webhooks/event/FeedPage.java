package dev.tributary.webhooks.event;

import java.util.List;
import java.util.Optional;

/**
 * A piece of an account's feed.
 *
 * @param events in their order
 * @param next where the next piece begins, also where none of the events looked at fits; empty where nothing is new
 */
public record FeedPage(List<Event> events, Optional<FeedPosition> next) {
    static final FeedPage NOTHING = new FeedPage(List.of(), Optional.empty());

    /** Of all events up to a place, or up to the last of these. */
    static FeedPage of(List<Event> events, Optional<FeedPosition> lookedAt) {
        return new FeedPage(
                List.copyOf(events),
                lookedAt.isPresent() || events.isEmpty()
                        ? lookedAt
                        : Optional.of(events.getLast().position()));
    }

    /** The same events, found by one who stands here meanwhile. */
    public FeedPage from(Optional<FeedPosition> reached) {
        return next.isPresent() ? this : new FeedPage(events, reached);
    }
}
