package dev.tributary.server.click;

import java.util.HashMap;
import java.util.Map;

/**
 * A filter as conditions on the table click: only those that narrow anything, so that the database can choose the index
 * that fits them.
 *
 * @param conditions each begins with {@code and}
 */
record FilterSql(String conditions, Map<String, Object> params) {
    static FilterSql of(ClickFilter filter) {
        StringBuilder conditions = new StringBuilder();
        Map<String, Object> params = new HashMap<>();
        filter.affiliate().ifPresent(affiliate -> {
            conditions.append(" and affiliate = :affiliate");
            params.put("affiliate", affiliate);
        });
        filter.subId().ifPresent(subId -> {
            conditions.append(" and sub_id = :sub");
            params.put("sub", subId);
        });
        filter.referer().ifPresent(host -> {
            conditions.append(" and referer_host = :referer");
            params.put("referer", host);
        });
        filter.since().ifPresent(since -> {
            conditions.append(" and at >= :since");
            params.put("since", ClickStore.utc(since));
        });
        filter.until().ifPresent(until -> {
            conditions.append(" and at < :until");
            params.put("until", ClickStore.utc(until));
        });
        return new FilterSql(conditions.toString(), params);
    }
}
