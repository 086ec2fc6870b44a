package dev.tributary.server.account;

import dev.tributary.webhooks.endpoint.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Allots the numbers of the classic payloads, per account and kind, inside the current transaction: one that rolls back
 * gives its number back. The counter's row stays locked until the transaction ends, so ask late.
 */
@Component
public class Numbers {
    private final JdbcClient jdbc;

    Numbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is numbered. A kind's first number is high enough that no one takes it for a position in a list. */
    public enum Kind {
        AFFILIATE(100_001),
        OFFER(10_001),
        TRIGGER(1_000_001),
        CONVERSION(10_000_001),
        PAYMENT(10_001),
        CUSTOM_FIELD(50_001);

        private final long first;

        Kind(long first) {
            this.first = first;
        }
    }

    /** Waits for who else takes numbers of this kind, and keeps them waiting until the transaction ends. */
    public void hold(AccountId account, Kind kind) {
        take(account, kind, 0);
    }

    /** The next number. */
    public long next(AccountId account, Kind kind) {
        return take(account, kind, 1);
    }

    /**
     * A run of numbers.
     *
     * @return the first of them
     */
    public long take(AccountId account, Kind kind, int count) {
        long last = jdbc.sql("""
                insert into account_counter as c (account_id, kind, last) values (?, ?, ?)
                on conflict (account_id, kind) do update set last = c.last + ?
                returning last
                """)
                .params(account.value(), kind.name(), kind.first + count - 1, count)
                .query((row, number) -> row.getLong("last"))
                .single();
        return last - count + 1;
    }

    /** Sees to it that a number that came in from elsewhere is never given again. */
    public void skipPast(AccountId account, Kind kind, long number) {
        jdbc.sql("""
                insert into account_counter as c (account_id, kind, last) values (?, ?, ?)
                on conflict (account_id, kind) do update set last = excluded.last where c.last < excluded.last
                """)
                .params(account.value(), kind.name(), Math.max(number, kind.first - 1))
                .update();
    }
}
