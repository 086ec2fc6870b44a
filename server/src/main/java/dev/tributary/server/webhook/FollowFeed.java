package dev.tributary.server.webhook;

import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.Event;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.Feed;
import dev.tributary.webhooks.event.FeedPosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reads the feed and, where nothing is new, waits for it. No database connection is held meanwhile. */
@Component
final class FollowFeed {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final int MOST_WAITERS = 500;

    private final Feed feed;
    private final Semaphore waiters = new Semaphore(MOST_WAITERS);
    private final CountDownLatch closed = new CountDownLatch(1);

    FollowFeed(Webhooks webhooks) {
        this.feed = webhooks.feed();
    }

    /** The next events after a position; those who can't be let wait get what there is. */
    List<Event> after(AccountId account, Optional<FeedPosition> from, Set<String> topics, int limit, Duration atMost) {
        List<Event> found = feed.after(account, from, topics, limit);
        if (!found.isEmpty() || atMost.isZero() || !waiters.tryAcquire()) {
            return found;
        }
        try {
            for (Duration left = atMost;
                    found.isEmpty() && left.isPositive() && pause();
                    left = left.minus(LOOK_AGAIN)) {
                found = feed.after(account, from, topics, limit);
            }
            return found;
        } finally {
            waiters.release();
        }
    }

    Optional<Event> find(AccountId account, EventId id) {
        return feed.find(account, id);
    }

    /** Readers who wait would hold up the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void letWaitersGo() {
        closed.countDown();
    }

    private boolean pause() {
        try {
            return !closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
