package dev.tributary.server.offer;

import dev.tributary.webhooks.endpoint.AccountId;
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
                insert into offer (account_id, number, name, type, amount, window_days, auto_approve_days, tier_basis,
                                   tier_window_days, tiers, sku_overrides, renewal_limit, created_at, version)
                values (:account, :number, :name, :type, :amount, :window, :approve, :basis, :tierWindow,
                        cast(:tiers as jsonb), cast(:overrides as jsonb), :renewals, :created, :version)
                """)
                .params(OfferColumns.of(offer))
                .param("account", account.value())
                .param("created", offer.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void update(AccountId account, Offer offer) {
        jdbc.sql("""
                update offer set name = :name, type = :type, amount = :amount, window_days = :window,
                                 auto_approve_days = :approve, tier_basis = :basis, tier_window_days = :tierWindow,
                                 tiers = cast(:tiers as jsonb), sku_overrides = cast(:overrides as jsonb),
                                 renewal_limit = :renewals, version = :version
                where account_id = :account and number = :number
                """)
                .params(OfferColumns.of(offer))
                .param("account", account.value())
                .update();
    }

    Optional<Offer> find(AccountId account, long number) {
        return jdbc.sql("select * from offer where account_id = ? and number = ?")
                .params(account.value(), number)
                .query(OfferColumns::read)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Offer> lock(AccountId account, long number) {
        return jdbc.sql("select * from offer where account_id = ? and number = ? for no key update")
                .params(account.value(), number)
                .query(OfferColumns::read)
                .optional();
    }

    List<Offer> page(AccountId account, long after, int limit) {
        return jdbc.sql("select * from offer where account_id = ? and number > ? order by number limit ?")
                .params(account.value(), after, limit)
                .query(OfferColumns::read)
                .list();
    }

    List<Offer> named(AccountId account, Collection<Long> numbers) {
        return jdbc.sql("select * from offer where account_id = ? and number = any (?)")
                .params(account.value(), numbers.toArray(Long[]::new))
                .query(OfferColumns::read)
                .list();
    }

    /** Those of exactly this name, the oldest first. */
    List<Offer> ofName(AccountId account, String name, int limit) {
        return jdbc.sql("select * from offer where account_id = ? and name = ? order by number limit ?")
                .params(account.value(), name, limit)
                .query(OfferColumns::read)
                .list();
    }

    int longestWindow(AccountId account) {
        return jdbc.sql("select coalesce(max(window_days), 0) from offer where account_id = ?")
                .param(account.value())
                .query((row, index) -> row.getInt(1))
                .single();
    }
}
