package dev.tributary.server.payment;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table payment. */
@Component
class PaymentStore {
    private final JdbcClient jdbc;

    PaymentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores a new payment; {@code run} is empty for one that is moved in. */
    void insert(AccountId account, Optional<UUID> run, Payment payment) {
        jdbc.sql("""
                insert into payment (account_id, number, run, affiliate, currency, total, conversions, method, note,
                    period_from, until, status, created_at, sent_at, voided_at, made_by, settled_by)
                values (:account, :number, :run, :affiliate, :currency, :total, :conversions, :method, :note,
                    :from, :until, :status, :created, :sent, :voided, :madeBy, :settledBy)
                """)
                .param("account", account.value())
                .param("number", payment.number())
                .param("run", run.orElse(null))
                .param("affiliate", payment.affiliate())
                .param("currency", payment.currency().getCurrencyCode())
                .param("total", payment.total())
                .param("conversions", payment.conversions())
                .param("method", payment.method().name())
                .param("note", payment.note().orElse(null))
                .param("from", orNull(payment.from()))
                .param("until", orNull(payment.until()))
                .param("status", payment.state().name())
                .param("created", utc(payment.created()))
                .param("sent", orNull(payment.sent()))
                .param("voided", orNull(payment.voided()))
                .param("madeBy", payment.madeBy())
                .param("settledBy", payment.settledBy().orElse(null))
                .update();
    }

    /** Stores that it was sent or voided; nothing else of a payment ever changes. */
    void settle(AccountId account, Payment payment) {
        jdbc.sql("""
                update payment set status = ?, sent_at = ?, voided_at = ?, settled_by = ?
                where account_id = ? and number = ?
                """)
                .param(payment.state().name())
                .param(orNull(payment.sent()))
                .param(orNull(payment.voided()))
                .param(payment.settledBy().orElse(null))
                .param(account.value())
                .param(payment.number())
                .update();
    }

    Optional<Payment> find(AccountId account, long number) {
        return jdbc.sql("select * from payment where account_id = ? and number = ?")
                .params(account.value(), number)
                .query(PaymentStore::read)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Payment> lock(AccountId account, long number) {
        return jdbc.sql("select * from payment where account_id = ? and number = ? for no key update")
                .params(account.value(), number)
                .query(PaymentStore::read)
                .optional();
    }

    /** What one run made, by number. */
    List<Payment> of(AccountId account, UUID run) {
        return jdbc.sql("select * from payment where account_id = ? and run = ? order by number")
                .params(account.value(), run)
                .query(PaymentStore::read)
                .list();
    }

    /** Newest first. */
    List<Payment> page(AccountId account, PaymentFilter filter, Optional<Long> before, int limit) {
        return jdbc.sql("""
                select * from payment
                where account_id = :account
                  and (cast(:before as bigint) is null or number < cast(:before as bigint))
                  and (cast(:affiliate as bigint) is null or affiliate = cast(:affiliate as bigint))
                  and (cast(:status as text) is null or status = cast(:status as text))
                  and (cast(:method as text) is null or method = cast(:method as text))
                  and (cast(:since as timestamptz) is null or created_at >= cast(:since as timestamptz))
                  and (cast(:until as timestamptz) is null or created_at < cast(:until as timestamptz))
                order by number desc limit :limit
                """)
                .param("account", account.value())
                .param("before", before.orElse(null))
                .param("affiliate", filter.affiliate().orElse(null))
                .param("status", filter.state().map(Enum::name).orElse(null))
                .param("method", filter.method().map(Enum::name).orElse(null))
                .param("since", orNull(filter.since()))
                .param("until", orNull(filter.until()))
                .param("limit", limit)
                .query(PaymentStore::read)
                .list();
    }

    private static Payment read(ResultSet row, int number) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Payment(
                row.getLong("number"),
                row.getLong("affiliate"),
                currency,
                Objects.requireNonNull(row.getBigDecimal("total")).setScale(currency.getDefaultFractionDigits()),
                row.getInt("conversions"),
                PaymentMethod.valueOf(row.getString("method")),
                Optional.ofNullable(row.getString("note")),
                time(row, "period_from"),
                time(row, "until"),
                time(row, "created_at").orElseThrow(),
                PaymentState.valueOf(row.getString("status")),
                settled(row),
                row.getString("made_by"),
                Optional.ofNullable(row.getString("settled_by")));
    }

    private static Optional<Instant> settled(ResultSet row) throws SQLException {
        Optional<Instant> sent = time(row, "sent_at");
        return sent.isPresent() ? sent : time(row, "voided_at");
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static @Nullable OffsetDateTime orNull(Optional<Instant> time) {
        return time.map(PaymentStore::utc).orElse(null);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
