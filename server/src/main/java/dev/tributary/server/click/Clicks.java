package dev.tributary.server.click;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** An account's clicks, as other features and the affiliates themselves see them. */
@Component
public class Clicks {
    /** Where a page of the list ends: the sort key of its last row. */
    public record Position(Instant at, ClickId id) {}

    /** More groups than this are not told apart. */
    static final int MOST_GROUPS = 100;

    /** Older clicks of a cart than this many have no claim on it. */
    static final int MOST_OF_CART = 20;

    private final ClickStore store;
    private final ClickStatistics statistics;
    private final ClickBuffer buffer;

    Clicks(ClickStore store, ClickStatistics statistics, ClickBuffer buffer) {
        this.store = store;
        this.statistics = statistics;
        this.buffer = buffer;
    }

    /**
     * Writes what this node has heard and not yet written, so that whoever asks next finds it. Clicks are written by a
     * transaction of their own, whatever becomes of the caller's; better called where there is none, since it takes a
     * second connection.
     */
    public void settle() {
        buffer.settle();
    }

    /** The newest clicks that led to a cart and were not after this moment, at most {@link #MOST_OF_CART}. */
    public List<Click> ofCart(AccountId account, String cart, Instant until) {
        return store.ofCart(account, CartId.of(cart), until, MOST_OF_CART);
    }

    /** Newest first, from a position on. */
    public List<StoredClick> page(AccountId account, ClickFilter filter, Optional<Position> before, int limit) {
        return store.page(account, filter, before, limit);
    }

    /** How many clicks each of the days had, those without any among them. */
    public List<DayClicks> byDay(AccountId account, ClickFilter filter, Days days) {
        return statistics.byDay(account, filter, days);
    }

    /** What most clicks had in common, at most 100 groups, the largest first. */
    public List<ClickFigure> by(AccountId account, ClickFilter filter, Grouping grouping, Days days) {
        return statistics.by(account, filter, grouping, days, MOST_GROUPS);
    }

    /** When the newest click was; empty if there has never been one, or none that is still kept. */
    public Optional<Instant> newest(AccountId account) {
        return store.page(account, ClickFilter.ALL, Optional.empty(), 1).stream()
                .findFirst()
                .map(found -> found.click().at());
    }
}
