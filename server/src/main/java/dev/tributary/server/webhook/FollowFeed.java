package dev.tributary.server.webhook;

import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.Event;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.Feed;
import dev.tributary.webhooks.event.FeedBell;
import dev.tributary.webhooks.event.FeedPage;
import dev.tributary.webhooks.event.FeedPosition;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reads the feed and, where nothing is new, waits for it: until something of the account was committed, here or by a node
 * that says so, and no longer than a second, since such a word may get lost. No database connection is held meanwhile.
 */
@Component
final class FollowFeed {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    /** What was just committed may be hidden for a moment by a transaction that began before it. */
    private static final Duration SOON = Duration.ofMillis(20);

    private static final int MOST_WAITERS = 500;

    private final Feed feed;
    private final LongSupplier nanoTime;
    private final Semaphore waiters = new Semaphore(MOST_WAITERS);
    private final Set<FeedBell.Listener> waiting = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Autowired
    FollowFeed(Webhooks webhooks) {
        this(webhooks.feed(), System::nanoTime);
    }

    FollowFeed(Feed feed, LongSupplier nanoTime) {
        this.feed = feed;
        this.nanoTime = nanoTime;
    }

    /**
     * The next events after a position; those who can't be let wait get what there is. Who waits goes on meanwhile from
     * where the last look ended.
     */
    FeedPage after(AccountId account, Optional<FeedPosition> from, Set<String> topics, int limit, Duration atMost) {
        long end = nanoTime.getAsLong() + atMost.toNanos();
        FeedPage found = feed.after(account, from, topics, limit);
        if (!found.events().isEmpty() || atMost.isZero() || !waiters.tryAcquire()) {
            return found;
        }
        try (FeedBell.Listener bell = feed.bell().listen(account)) {
            waiting.add(bell);
            try {
                return follow(found.next(), at -> feed.after(account, at.or(() -> from), topics, limit), bell, end);
            } finally {
                waiting.remove(bell);
            }
        } finally {
            waiters.release();
        }
    }

    Optional<Event> find(AccountId account, EventId id) {
        return feed.find(account, id);
    }

    Optional<FeedPosition> position(AccountId account, EventId id) {
        return feed.position(account, id);
    }

    /** Readers who wait would hold up the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void letWaitersGo() {
        closed.countDown();
        waiting.forEach(FeedBell.Listener::wake);
    }

    private FeedPage follow(
            Optional<FeedPosition> from,
            Function<Optional<FeedPosition>, FeedPage> look,
            FeedBell.Listener bell,
            long end) {
        Optional<FeedPosition> reached = from;
        Duration pause = Duration.ZERO; // first for what came before the bell was listened to
        while (true) {
            boolean rang = await(bell, pause, end);
            FeedPage found = look.apply(reached).from(reached);
            if (!found.events().isEmpty() || isOver(end)) {
                return found;
            }
            if (!found.next().equals(reached)) {
                reached = found.next();
                pause = Duration.ZERO; // there may be more at once
            } else if (rang) {
                rest(); // a busy account rings many times for topics that nobody asked for here
                pause = SOON;
            } else {
                pause = pause.isZero() || pause.multipliedBy(2).compareTo(LOOK_AGAIN) > 0
                        ? LOOK_AGAIN
                        : pause.multipliedBy(2);
            }
        }
    }

    private boolean await(FeedBell.Listener bell, Duration pause, long end) {
        Duration left = Duration.ofNanos(end - nanoTime.getAsLong());
        try {
            return bell.await(left.compareTo(pause) < 0 ? left : pause);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void rest() {
        try {
            var _ = closed.await(SOON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver(long end) {
        return closed.getCount() == 0 || Thread.currentThread().isInterrupted() || end - nanoTime.getAsLong() <= 0;
    }
}
