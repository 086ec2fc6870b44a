package dev.tributary.server.click;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.offer.Offers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes clicks that are too old to be asked for: 400 days, or the account's longest attribution window where that is
 * more. What a conversion tells of its click stays with it. Any node may, any number of times.
 */
final class ForgetClicks {
    static final Duration KEPT = Duration.ofDays(400);
    private static final int AT_ONCE = 5_000;
    private static final int MOST_ROUNDS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(ForgetClicks.class);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Offers offers;
    private final InstantSource clock;

    ForgetClicks(JdbcClient jdbc, Accounts accounts, Offers offers, InstantSource clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.offers = offers;
        this.clock = clock;
    }

    void run() {
        accounts.all().forEach(this::forget);
    }

    /** As {@link #run}, for a loop: what fails is tried again an hour later. */
    void runInLoop() {
        try {
            run();
        } catch (DataAccessException e) {
            LOG.warn("Old clicks were not deleted", e);
        }
    }

    /** Bit by bit, so that nothing is locked for long; what one run leaves over the next one takes. */
    private void forget(Account account) {
        Duration window = Duration.ofDays(offers.longestWindow(account.id()));
        Instant before = clock.instant().minus(window.compareTo(KEPT) > 0 ? window : KEPT);
        for (int round = 0; round < MOST_ROUNDS && forgetSome(account, before) == AT_ONCE; round++) {}
    }

    private int forgetSome(Account account, Instant before) {
        return jdbc.sql("""
                delete from click where id = any (array(
                    select id from click where account_id = :account and at < :before order by at limit :some))
                """)
                .param("account", account.id().value())
                .param("before", ClickStore.utc(before))
                .param("some", AT_ONCE)
                .update();
    }
}
