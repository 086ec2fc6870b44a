package dev.tributary.server.affiliate;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The table affiliate. */
@Component
class AffiliateStore {
    /** All of an affiliate, from the table as {@code a}. */
    static final String SELECT = """
            select a.*, (
                select coalesce(json_agg(json_build_array(f.number, f.name, v.value) order by v.position), '[]')
                from affiliate_field_value v join affiliate_field f using (account_id, number)
                where v.account_id = a.account_id and v.affiliate = a.number) as fields
            from affiliate a
            """;

    private final JdbcClient jdbc;

    AffiliateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it was inserted; not if another of the account has its code. */
    boolean insert(AccountId account, Affiliate affiliate) {
        return bound(account, affiliate, """
                        insert into affiliate (account_id, number, code, status, source, offer, first_name, last_name,
                            email, paypal_email, company, address_1, address_2, city, state, zip, country, phone_number,
                            created_at, updated_at, version)
                        values (:account, :number, :code, :status, :source, :offer, :first, :last, :email, :paypal,
                            :company, :line1, :line2, :city, :state, :zip, :country, :phone, :created, :updated,
                            :version)
                        on conflict (account_id, code) do nothing
                        """)
                        .param("code", affiliate.code())
                        .param("source", affiliate.source().name())
                        .param("created", affiliate.created().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void update(AccountId account, Affiliate affiliate) {
        bound(account, affiliate, """
                update affiliate set status = :status, offer = :offer, first_name = :first, last_name = :last,
                    email = :email, paypal_email = :paypal, company = :company, address_1 = :line1,
                    address_2 = :line2, city = :city, state = :state, zip = :zip, country = :country,
                    phone_number = :phone, updated_at = :updated, version = :version
                where account_id = :account and number = :number
                """).update();
    }

    Optional<Affiliate> find(AccountId account, long number) {
        return jdbc.sql(SELECT + "where a.account_id = ? and a.number = ?")
                .params(account.value(), number)
                .query(AffiliateRow::read)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Affiliate> lock(AccountId account, long number) {
        return jdbc.sql(SELECT + "where a.account_id = ? and a.number = ? for no key update of a")
                .params(account.value(), number)
                .query(AffiliateRow::read)
                .optional();
    }

    /** The one with this code, in whatever case. Codes that we make are of lower case. */
    Optional<Affiliate> ofCode(AccountId account, String code) {
        return jdbc.sql(SELECT + "where a.account_id = ? and a.code in (?, lower(?)) order by a.code = ? desc limit 1")
                .params(account.value(), code, code, code)
                .query(AffiliateRow::read)
                .optional();
    }

    /** Those with this address, in whatever case, the oldest first. */
    List<Affiliate> ofEmail(AccountId account, String email, int limit) {
        return jdbc.sql(SELECT + "where a.account_id = ? and lower(a.email) = lower(?) order by a.number limit ?")
                .params(account.value(), email, limit)
                .query(AffiliateRow::read)
                .list();
    }

    Optional<Affiliate> holder(AccountId account, TriggerType type, String value) {
        return jdbc.sql(SELECT + """
                        join conversion_trigger t on t.account_id = a.account_id and t.affiliate = a.number
                        where a.account_id = ? and t.type = ? and t.value = ?
                        """)
                .params(account.value(), type.name(), value)
                .query(AffiliateRow::read)
                .optional();
    }

    List<Affiliate> page(AccountId account, AffiliateFilter filter, long after, int limit) {
        return jdbc.sql(SELECT + """
                        where a.account_id = :account and a.number > :after
                          and (cast(:status as text) is null or a.status = :status)
                          and (cast(:email as text) is null or lower(a.email) = lower(:email))
                        order by a.number limit :limit
                        """)
                .param("account", account.value())
                .param("after", after)
                .param("status", filter.status().map(Enum::name).orElse(null))
                .param("email", filter.email().orElse(null))
                .param("limit", limit)
                .query(AffiliateRow::read)
                .list();
    }

    Map<Long, String> codes(AccountId account, Collection<Long> numbers) {
        Map<Long, String> codes = new HashMap<>();
        jdbc.sql("select number, code from affiliate where account_id = ? and number = any (?)")
                .params(account.value(), numbers.toArray(Long[]::new))
                .query(row -> {
                    codes.put(row.getLong("number"), row.getString("code"));
                });
        return codes;
    }

    Map<Long, String> names(AccountId account, Collection<Long> numbers) {
        Map<Long, String> names = new HashMap<>();
        jdbc.sql("select number, first_name, last_name from affiliate where account_id = ? and number = any (?)")
                .params(account.value(), numbers.toArray(Long[]::new))
                .query(row -> {
                    String name = row.getString("first_name") + " " + row.getString("last_name");
                    names.put(row.getLong("number"), name.strip());
                });
        return names;
    }

    Set<Long> barred(AccountId account, Collection<Long> numbers) {
        return Set.copyOf(jdbc.sql("""
                select number from affiliate
                where account_id = ? and number = any (?) and status in ('DENIED', 'DISABLED')
                """)
                .params(account.value(), numbers.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    void converted(AccountId account, long number, Instant at) {
        jdbc.sql("""
                update affiliate set last_conversion = greatest(last_conversion, ?)
                where account_id = ? and number = ?
                """)
                .params(at.atOffset(ZoneOffset.UTC), account.value(), number)
                .update();
    }

    void signedIn(AccountId account, long number, Instant at) {
        jdbc.sql("update affiliate set last_login = greatest(last_login, ?) where account_id = ? and number = ?")
                .params(at.atOffset(ZoneOffset.UTC), account.value(), number)
                .update();
    }

    /** Over all accounts: whoever signs in names an address. */
    List<Located> byEmail(String email, int limit) {
        return jdbc.sql(SELECT
                        + "where lower(a.email) = lower(?) order by a.created_at, a.account_id, a.number limit ?")
                .params(email, limit)
                .query((row, index) -> new Located(
                        new AccountId(row.getObject("account_id", UUID.class)), AffiliateRow.read(row, index)))
                .list();
    }

    private StatementSpec bound(AccountId account, Affiliate affiliate, String sql) {
        Profile profile = affiliate.profile();
        Profile.Address address = profile.address();
        return jdbc.sql(sql)
                .param("account", account.value())
                .param("number", affiliate.number())
                .param("status", affiliate.status().name())
                .param("offer", affiliate.offer())
                .param("first", profile.firstName())
                .param("last", profile.lastName())
                .param("email", profile.email())
                .param("paypal", profile.paypalEmail().orElse(null))
                .param("company", profile.company())
                .param("line1", address.line1())
                .param("line2", address.line2())
                .param("city", address.city())
                .param("state", address.state())
                .param("zip", address.zip())
                .param("country", address.country())
                .param("phone", address.phone())
                .param(
                        "updated",
                        affiliate
                                .updated()
                                .map(time -> time.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .param("version", affiliate.version());
    }
}
