package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the table conversion what an affiliate may see. */
@Component
class EarningStore {
    private final JdbcClient jdbc;

    EarningStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<OwnConversion> page(
            AccountId account, long affiliate, Optional<Status> status, Optional<Long> before, int limit) {
        return jdbc.sql("""
                select number, mechanism, trigger_value, click ->> 'subId' as sub_id, status, payment_status, currency,
                    total, commission, refund_of is not null as refund, test, created_at
                from conversion
                where account_id = :account and affiliate = :affiliate
                  and (cast(:before as bigint) is null or number < cast(:before as bigint))
                  and (cast(:status as text) is null or status = cast(:status as text))
                order by number desc limit :limit
                """)
                .param("account", account.value())
                .param("affiliate", affiliate)
                .param("before", before.orElse(null))
                .param("status", status.map(Enum::name).orElse(null))
                .param("limit", limit)
                .query(OwnConversion::read)
                .list();
    }

    /** By currency; the most used one first. */
    List<Earnings> sums(AccountId account, long affiliate, Instant since) {
        return jdbc.sql("""
                select currency,
                    count(*) filter (where status in ('PENDING', 'APPROVED') and refund_of is null) as conversions,
                    coalesce(sum(commission) filter (where status = 'PENDING'), 0) as pending,
                    coalesce(sum(commission) filter (
                        where status = 'APPROVED' and payment_status = 'UNPAID'), 0) as approved,
                    coalesce(sum(commission) filter (
                        where status = 'APPROVED' and payment_status = 'PAID'), 0) as paid
                from conversion
                where account_id = ? and affiliate = ? and created_at >= ? and not test
                group by currency order by count(*) desc, currency limit 20
                """)
                .params(account.value(), affiliate, since.atOffset(ZoneOffset.UTC))
                .query(Earnings::read)
                .list();
    }
}
