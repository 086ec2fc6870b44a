package dev.tributary.server.offer;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table offer. */
@Component
class OfferStore {
    private final JdbcClient jdbc;

    OfferStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(AccountId account, Offer offer) {
        jdbc.sql("""
                insert into offer (account_id, number, name, type, amount, window_days, auto_approve_days, created_at,
                                   version)
                values (:account, :number, :name, :type, :amount, :window, :approve, :created, :version)
                """)
                .param("account", account.value())
                .param("number", offer.number())
                .param("name", offer.name())
                .param("type", offer.type().name())
                .param("amount", offer.amount())
                .param("window", offer.windowDays())
                .param("approve", offer.autoApproveDays().orElse(null))
                .param("created", offer.createdAt().atOffset(ZoneOffset.UTC))
                .param("version", offer.version())
                .update();
    }

    void update(AccountId account, Offer offer) {
        jdbc.sql("""
                update offer set name = :name, type = :type, amount = :amount, window_days = :window,
                                 auto_approve_days = :approve, version = :version
                where account_id = :account and number = :number
                """)
                .param("account", account.value())
                .param("number", offer.number())
                .param("name", offer.name())
                .param("type", offer.type().name())
                .param("amount", offer.amount())
                .param("window", offer.windowDays())
                .param("approve", offer.autoApproveDays().orElse(null))
                .param("version", offer.version())
                .update();
    }

    Optional<Offer> find(AccountId account, long number) {
        return jdbc.sql("select * from offer where account_id = ? and number = ?")
                .params(account.value(), number)
                .query(OfferStore::read)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Offer> lock(AccountId account, long number) {
        return jdbc.sql("select * from offer where account_id = ? and number = ? for no key update")
                .params(account.value(), number)
                .query(OfferStore::read)
                .optional();
    }

    List<Offer> page(AccountId account, long after, int limit) {
        return jdbc.sql("select * from offer where account_id = ? and number > ? order by number limit ?")
                .params(account.value(), after, limit)
                .query(OfferStore::read)
                .list();
    }

    List<Offer> named(AccountId account, Collection<Long> numbers) {
        return jdbc.sql("select * from offer where account_id = ? and number = any (?)")
                .params(account.value(), numbers.toArray(Long[]::new))
                .query(OfferStore::read)
                .list();
    }

    int longestWindow(AccountId account) {
        return jdbc.sql("select coalesce(max(window_days), 0) from offer where account_id = ?")
                .param(account.value())
                .query((row, index) -> row.getInt(1))
                .single();
    }

    private static Offer read(ResultSet row, int index) throws SQLException {
        return new Offer(
                row.getLong("number"),
                row.getString("name"),
                OfferType.valueOf(row.getString("type")),
                row.getBigDecimal("amount"),
                row.getInt("window_days"),
                Optional.ofNullable(row.getObject("auto_approve_days", Integer.class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }
}
