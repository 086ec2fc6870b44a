package dev.tributary.server.account;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables account, app_user and membership. */
@Component
class AccountStore {
    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Account account) {
        jdbc.sql("""
                insert into account (id, name, currency, zone, coupon_first, sku_on_top, keep_unqualified,
                                     self_referral, commission_on_shipping, commission_on_tax, excluded_coupons,
                                     created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        account.id().value(),
                        account.name(),
                        account.currency().getCurrencyCode(),
                        account.zone().getId(),
                        account.rules().couponFirst(),
                        account.rules().skuOnTop(),
                        account.rules().keepUnqualified(),
                        account.rules().selfReferral(),
                        account.rules().commissionOnShipping(),
                        account.rules().commissionOnTax(),
                        account.rules().excludedCoupons().toArray(String[]::new),
                        utc(account.createdAt()))
                .update();
    }

    void change(AccountId account, AttributionRules rules, ZoneId zone) {
        jdbc.sql("""
                update account set coupon_first = ?, sku_on_top = ?, keep_unqualified = ?, self_referral = ?,
                                   commission_on_shipping = ?, commission_on_tax = ?, excluded_coupons = ?, zone = ?,
                                   version = version + 1
                where id = ?
                """)
                .params(
                        rules.couponFirst(),
                        rules.skuOnTop(),
                        rules.keepUnqualified(),
                        rules.selfReferral(),
                        rules.commissionOnShipping(),
                        rules.commissionOnTax(),
                        rules.excludedCoupons().toArray(String[]::new),
                        zone.getId(),
                        account.value())
                .update();
    }

    Optional<Account> find(AccountId account) {
        return jdbc.sql("select * from account where id = ?")
                .param(account.value())
                .query(AccountStore::read)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Account> lock(AccountId account) {
        return jdbc.sql("select * from account where id = ? for no key update")
                .param(account.value())
                .query(AccountStore::read)
                .optional();
    }

    List<Account> all() {
        return jdbc.sql("select * from account order by created_at, id")
                .query(AccountStore::read)
                .list();
    }

    /** The user with this address, made with the given id if there is none. */
    UserId user(UserId id, String email, Instant now) {
        jdbc.sql("insert into app_user (id, email, created_at) values (?, ?, ?) on conflict (email) do nothing")
                .params(id.value(), email, utc(now))
                .update();
        return jdbc.sql("select id from app_user where email = ?")
                .param(email)
                .query(AccountStore::userId)
                .single();
    }

    /** Makes a member whom the membership opens nothing to until they have come in. */
    void join(AccountId account, UserId user, Role role, Instant now) {
        jdbc.sql("insert into membership (account_id, user_id, role, created_at) values (?, ?, ?, ?)")
                .params(account.value(), user.value(), role.text(), utc(now))
                .update();
    }

    Optional<UserId> owner(AccountId account) {
        return jdbc.sql("""
                select user_id as id from membership where account_id = ? and role = 'owner'
                order by created_at limit 1
                """).param(account.value()).query(AccountStore::userId).optional();
    }

    private static UserId userId(ResultSet row, int number) throws SQLException {
        return new UserId(row.getObject("id", UUID.class));
    }

    private static Account read(ResultSet row, int number) throws SQLException {
        return new Account(
                new AccountId(row.getObject("id", UUID.class)),
                row.getString("name"),
                Currency.getInstance(row.getString("currency").strip()),
                ZoneId.of(row.getString("zone")),
                new AttributionRules(
                        row.getBoolean("coupon_first"),
                        row.getBoolean("sku_on_top"),
                        row.getBoolean("keep_unqualified"),
                        row.getBoolean("self_referral"),
                        row.getBoolean("commission_on_shipping"),
                        row.getBoolean("commission_on_tax"),
                        Set.copyOf(List.of(
                                (String[]) row.getArray("excluded_coupons").getArray()))),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
