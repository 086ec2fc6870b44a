package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Tells the other nodes whose events this one has committed, so that readers who wait for the feed there hear of it: in a
 * commit of its own, at most every 50 ms, and only while there are others. What is not heard is found by looking.
 */
final class TellFeed {
    static final String CHANNEL = "tributary_feed";
    static final String ALL = "*";

    private static final Duration EVERY = Duration.ofMillis(50);
    private static final Duration NOTHING_NEW = Duration.ofSeconds(1);
    /** A notification holds 8,000 bytes. */
    private static final int MOST_NAMED = 100;

    private final Surroundings surroundings;
    private final Lanes lanes;
    private final OwnConnection connection;
    private final Set<AccountId> news = ConcurrentHashMap.newKeySet();
    private final Loop loop = new Loop("feed", this::pause, this::step);
    private boolean told;
    private long toldAt;

    TellFeed(Surroundings surroundings, Lanes lanes, DataSource source) {
        this.surroundings = surroundings;
        this.lanes = lanes;
        this.connection = new OwnConnection(source);
    }

    Loop loop() {
        return loop;
    }

    /** Events of these accounts were committed here. */
    void add(Collection<AccountId> accounts) {
        if (lanes.hasOthers() && news.addAll(accounts)) {
            loop.wake();
        }
    }

    void close() {
        connection.close();
    }

    private boolean step() {
        if (news.isEmpty() || !left().isZero()) {
            return false;
        }
        Set<AccountId> some = Set.copyOf(news);
        news.removeAll(some);
        told = true;
        toldAt = surroundings.nanoTime().getAsLong();
        Stream<String> names = some.size() > MOST_NAMED
                ? Stream.of(ALL)
                : some.stream().map(account -> account.value().toString());
        String payload =
                Stream.concat(Stream.of(surroundings.node().toString()), names).collect(Collectors.joining(" "));
        connection.run(open -> Rows.list(open, "select pg_notify(?, ?)", _ -> 1, CHANNEL, payload));
        return false;
    }

    private Duration pause() {
        return news.isEmpty() ? NOTHING_NEW : left();
    }

    private Duration left() {
        LongSupplier nanoTime = surroundings.nanoTime();
        return told ? Duration.ofNanos(Math.max(0, toldAt + EVERY.toNanos() - nanoTime.getAsLong())) : Duration.ZERO;
    }
}
