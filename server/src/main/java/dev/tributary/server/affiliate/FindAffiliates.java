package dev.tributary.server.affiliate;

import dev.tributary.server.offer.AffiliateCounts;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks affiliates up as people do. Each condition is left out where it is not asked for, so that its index is used. */
@Component
class FindAffiliates implements AffiliateCounts {
    private static final String BEGINS = """
            (lower(a.email) ~>=~ lower(:words) and lower(a.email) ~<~ (lower(:words) || chr(1114111))
             or lower(a.first_name || ' ' || a.last_name) ~>=~ lower(:words)
                and lower(a.first_name || ' ' || a.last_name) ~<~ (lower(:words) || chr(1114111))
             or lower(a.last_name) ~>=~ lower(:words) and lower(a.last_name) ~<~ (lower(:words) || chr(1114111))
             or a.code in (:words, lower(:words))
             or a.number = :number)
            """;

    private final JdbcClient jdbc;

    FindAffiliates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those numbered below {@code before}, the newest first. */
    List<Affiliate> newest(AccountId account, AffiliateSearch search, long before, int limit) {
        StringBuilder where = new StringBuilder("where a.account_id = :account and a.number < :before ");
        Map<String, Object> values = new HashMap<>(Map.of("before", before));
        search.status().ifPresent(status -> {
            where.append("and a.status = :status ");
            values.put("status", status.name());
        });
        search.offer().ifPresent(offer -> {
            where.append("and a.offer = :offer ");
            values.put("offer", offer);
        });
        if (!search.words().isEmpty()) {
            where.append("and ").append(BEGINS);
            values.put("words", search.words());
            values.put("number", search.number().orElse(-1L));
        }
        return jdbc.sql(AffiliateStore.SELECT + where + "order by a.number desc limit :limit")
                .param("account", account.value())
                .params(values)
                .param("limit", limit)
                .query(AffiliateRow::read)
                .list();
    }

    /** Whom a number, code or e-mail address means; two where more than one is meant. */
    List<Affiliate> meant(AccountId account, AffiliateSearch search) {
        return jdbc.sql(AffiliateStore.SELECT + """
                        where a.account_id = :account
                          and (a.number = :number or a.code in (:words, lower(:words)) or lower(a.email) = lower(:words))
                        order by a.number limit 2
                        """)
                .param("account", account.value())
                .param("number", search.number().orElse(-1L))
                .param("words", search.words())
                .query(AffiliateRow::read)
                .list();
    }

    /** Those of these numbers that there are. */
    Map<Long, Affiliate> named(AccountId account, Collection<Long> numbers) {
        return jdbc
                .sql(AffiliateStore.SELECT + "where a.account_id = ? and a.number = any (?)")
                .params(account.value(), numbers.toArray(Long[]::new))
                .query(AffiliateRow::read)
                .list()
                .stream()
                .collect(Collectors.toMap(Affiliate::number, Function.identity()));
    }

    @Override
    public Map<Long, Long> of(AccountId account, Collection<Long> offers) {
        return jdbc
                .sql("""
                        select o.number, (
                            select count(*) from (
                                select 1 from affiliate a where a.account_id = ? and a.offer = o.number limit ?) as counted)
                        from unnest(?) as o (number)
                        """)
                .params(account.value(), MOST, offers.toArray(Long[]::new))
                .query((row, index) -> Map.entry(row.getLong(1), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
