package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The table conversion, as far as payments go. What can be paid is approved, no test, and in no payment yet. */
@Component
class PayableStore {
    private static final String ASKED = """
            account_id = :account and status = 'APPROVED' and payment is null and not test
              and (cast(:currency as text) is null or currency = cast(:currency as text))
              and (cast(:affiliates as bigint[]) is null or affiliate = any (cast(:affiliates as bigint[])))
            """;

    /** A beginning leaves out what is to be paid, never what is owed back. */
    private static final String IN_PERIOD = """
            (cast(:until as timestamptz) is null or created_at < cast(:until as timestamptz))
              and (cast(:from as timestamptz) is null or created_at >= cast(:from as timestamptz) or commission < 0)
            """;

    private static final String DUE = """
            with due as (
                select number, affiliate, currency, commission from conversion
                where %s and %s
                order by number limit :most
            """.formatted(ASKED, IN_PERIOD);

    private static final String BY_AFFILIATE = """
            )
            select affiliate, currency, sum(commission) as commission, count(*) as conversions,
                   array_agg(number order by number) as numbers
            from due group by affiliate, currency order by affiliate, currency
            """;

    /** Locked by number, too. */
    private static final String KEPT = """
            with kept as (
                select number from conversion where account_id = ? and payment = ? and payment_status = 'UNPAID'
                order by number for no key update
            )
            """;

    private final JdbcClient jdbc;

    PayableStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By affiliate and currency; what more than {@code most} conversions make is cut off. */
    List<Due> due(AccountId account, Payable which, int most) {
        return asking(DUE + BY_AFFILIATE, account, which)
                .param("most", most)
                .query(PayableStore::read)
                .list();
    }

    /**
     * The same, with the conversions locked until the transaction ends: by number, as a bulk change of their status
     * locks them. What another transaction pays or denies meanwhile is waited for, and then left out.
     */
    List<Due> lock(AccountId account, Payable which, int most) {
        return asking(DUE + "for no key update" + BY_AFFILIATE, account, which)
                .param("most", most)
                .query(PayableStore::read)
                .list();
    }

    /** What else could be paid to the same affiliates, were it not for the period; by currency. */
    List<Left> left(AccountId account, Payable which) {
        return asking("""
                        select currency, sum(commission) as commission, count(*) as conversions from conversion
                        where %s and not (%s)
                        group by currency order by currency
                        """.formatted(ASKED, IN_PERIOD), account, which)
                .query(Left::read)
                .list();
    }

    List<Owed> owed(AccountId account, long affiliate) {
        return jdbc.sql("""
                select affiliate, currency, sum(commission) as commission, count(*) as conversions from conversion
                where account_id = ? and affiliate = ? and status = 'APPROVED' and payment is null and not test
                group by affiliate, currency order by currency
                """)
                .params(account.value(), affiliate)
                .query(Owed::read)
                .list();
    }

    /** Keeps conversions that are locked for a payment. */
    void keep(AccountId account, long payment, Collection<Long> numbers) {
        jdbc.sql("update conversion set payment = ? where account_id = ? and number = any (?)")
                .params(payment, account.value(), numbers.toArray(Long[]::new))
                .update();
    }

    void pay(AccountId account, long payment, Instant now) {
        jdbc.sql(KEPT + """
                update conversion c set payment_status = 'PAID', updated_at = ?
                from kept where c.account_id = ? and c.number = kept.number
                """)
                .params(account.value(), payment, utc(now), account.value())
                .update();
    }

    void release(AccountId account, long payment) {
        jdbc.sql(KEPT + """
                update conversion c set payment = null
                from kept where c.account_id = ? and c.number = kept.number
                """).params(account.value(), payment, account.value()).update();
    }

    /** Newest first. */
    List<Conversion> of(AccountId account, long payment, Optional<Long> before, int limit) {
        return jdbc.sql("""
                select * from conversion where account_id = ? and payment = ? and number < ?
                order by number desc limit ?
                """)
                .params(account.value(), payment, before.orElse(Long.MAX_VALUE), limit)
                .query(ConversionRow::read)
                .list();
    }

    private StatementSpec asking(String sql, AccountId account, Payable which) {
        return jdbc.sql(sql)
                .param("account", account.value())
                .param(
                        "currency",
                        which.currency().map(Currency::getCurrencyCode).orElse(null))
                .param(
                        "affiliates",
                        which.affiliates()
                                .map(numbers -> numbers.toArray(Long[]::new))
                                .orElse(null))
                .param("from", which.from().map(PayableStore::utc).orElse(null))
                .param("until", which.until().map(PayableStore::utc).orElse(null));
    }

    private static Due read(ResultSet row, int number) throws SQLException {
        Array numbers = row.getArray("numbers");
        return new Due(Owed.read(row, number), List.of((Long[]) numbers.getArray()));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
