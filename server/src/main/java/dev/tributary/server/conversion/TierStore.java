package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What an affiliate has earned in a stretch of time, its end included: approved conversions that are no tests, in one
 * currency. A refund lowers what its sale raised: one of a sale that is not approved counts for nothing. Reads the index
 * {@code conversion_earned}, and the sales of refunds.
 */
@Component
class TierStore {
    private final JdbcClient jdbc;

    TierStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Commissionable money; refunds are negative. */
    BigDecimal revenue(AccountId account, long affiliate, Currency currency, Instant since, Instant until) {
        return ask("""
                select coalesce(sum(commissionable), 0) from conversion c
                where account_id = ? and affiliate = ? and currency = ? and created_at >= ? and created_at <= ?
                  and status = 'APPROVED' and not test
                  and (refund_of is null or exists (
                      select 1 from conversion sale
                      where sale.account_id = c.account_id and sale.number = c.refund_of and sale.status = 'APPROVED'))
                """, account, affiliate, currency, since, until);
    }

    /** Conversions of which something is left after their refunds. */
    BigDecimal count(AccountId account, long affiliate, Currency currency, Instant since, Instant until) {
        return ask("""
                select count(*) from (
                    select 1 from conversion
                    where account_id = ? and affiliate = ? and currency = ? and created_at >= ? and created_at <= ?
                      and status = 'APPROVED' and not test
                    group by coalesce(refund_of, number)
                    having bool_or(refund_of is null) and (count(*) = 1 or sum(commissionable) > 0)) whole
                """, account, affiliate, currency, since, until);
    }

    private BigDecimal ask(
            String sql, AccountId account, long affiliate, Currency currency, Instant since, Instant until) {
        return jdbc.sql(sql)
                .params(
                        account.value(),
                        affiliate,
                        currency.getCurrencyCode(),
                        since.atOffset(ZoneOffset.UTC),
                        until.atOffset(ZoneOffset.UTC))
                .query(BigDecimal.class)
                .single();
    }
}
