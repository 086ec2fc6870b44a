package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table conversion, as far as conversions approve themselves. */
@Component
class RipeStore {
    private final JdbcClient jdbc;

    RipeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** For the loop over all accounts: PENDING ones whose time has come and which no other node has locked. */
    List<ApproveRipe.Ripe> lockRipe(Instant now, int limit) {
        return jdbc.sql("""
                select * from conversion where status = 'PENDING' and approve_at <= ?
                order by approve_at limit ? for update skip locked
                """)
                .params(utc(now), limit)
                .query((row, number) -> new ApproveRipe.Ripe(
                        new AccountId(row.getObject("account_id", UUID.class)), ConversionRow.read(row, number)))
                .list();
    }

    /** One of them, where it still is one and no other node has it. */
    Optional<Conversion> lockRipe(AccountId account, long number, Instant now) {
        return jdbc.sql("""
                select * from conversion
                where account_id = ? and number = ? and status = 'PENDING' and approve_at <= ? for update skip locked
                """)
                .params(account.value(), number, utc(now))
                .query(ConversionRow::read)
                .optional();
    }

    /** Puts off when it approves itself. */
    void putOff(AccountId account, long number, Instant until) {
        jdbc.sql("update conversion set approve_at = ? where account_id = ? and number = ? and status = 'PENDING'")
                .params(utc(until), account.value(), number)
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
