package dev.tributary.server.webhook;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.Wait;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.FeedPage;
import dev.tributary.webhooks.event.FeedPosition;
import dev.tributary.webhooks.topic.TopicCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/events}: the feed to reconcile by. It goes on while webhooks are off. */
@RestController
@RequestMapping("/api/v1/events")
final class EventRoutes {
    private final FollowFeed feed;
    private final TopicCatalogue topics;

    EventRoutes(FollowFeed feed, Webhooks webhooks) {
        this.feed = feed;
        this.topics = webhooks.topics();
    }

    /**
     * A reader gives {@code next_cursor} as {@code after}, also where nothing fitted; it is null where nothing is new:
     * keep the one you have. Who gave an event that is not in the feed yet must not: once it is there the place behind it
     * is another one.
     */
    @GetMapping
    Page<EventView> list(
            Caller caller,
            @RequestParam Map<String, String> parameters,
            @RequestParam Optional<String> after,
            @RequestParam Optional<String> wait,
            Paging paging) {
        Set<String> types = new ReadFilter(parameters, topics).topics("topics");
        Optional<String> given = after.or(paging::cursor);
        Optional<FeedPosition> from = given.map(text -> position(caller.account(), text));
        FeedPage found = feed.after(caller.account(), from, types, paging.limit(), Wait.parse(wait));
        return new Page<>(
                found.events().stream().map(EventView::of).toList(),
                found.next()
                        .or(() -> isElsewhere(given, from) ? from : Optional.empty())
                        .map(position -> Cursor.of("f", position.text()))
                        .orElse(null));
    }

    /** Whether what was given is an event and the reader does not go on behind it. */
    private static boolean isElsewhere(Optional<String> given, Optional<FeedPosition> from) {
        Optional<EventId> event = given.flatMap(EventId::parse);
        return event.isPresent() && !event.map(EventId::value).equals(from.map(FeedPosition::id));
    }

    @GetMapping("/{id}")
    EventView get(Caller caller, @PathVariable String id) {
        return EventId.parse(id)
                .flatMap(event -> feed.find(caller.account(), event))
                .map(EventView::of)
                .orElseThrow(() -> Problem.notFound("event " + (id.length() > 60 ? id.substring(0, 60) : id)));
    }

    private FeedPosition position(AccountId account, String after) {
        Optional<EventId> event = EventId.parse(after);
        if (event.isPresent()) {
            return feed.position(account, event.get()).orElseThrow(EventRoutes::malformed);
        }
        List<String> parts = Cursor.parts(after, 2);
        if (!parts.getFirst().equals("f")) {
            throw malformed();
        }
        return FeedPosition.parse(parts.getLast()).orElseThrow(EventRoutes::malformed);
    }

    private static Problem malformed() {
        return Problem.badParameter("after", "must be the next_cursor of an earlier page, or the id of an event");
    }
}
