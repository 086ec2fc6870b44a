package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table shop_refund_line. */
@Component
class RefundLineStore {
    private final JdbcTemplate batches;
    private final JdbcClient jdbc;

    RefundLineStore(JdbcTemplate batches, JdbcClient jdbc) {
        this.batches = batches;
        this.jdbc = jdbc;
    }

    /** A refund within its account. */
    record Key(String source, String refund) {}

    /** Stores the lines of a refund; where it is told again, in place of what was told of them before. */
    void insert(AccountId account, String source, Refund refund) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (RefundLine line : refund.lines()) {
            rows.add(new @Nullable Object[] {
                account.value(),
                source,
                refund.key(),
                rows.size() + 1,
                line.shopLine().orElse(null),
                line.line().orElse(null),
                line.sku().orElse(null),
                line.quantity(),
                line.amount().orElse(null)
            });
        }
        batches.batchUpdate("""
                insert into shop_refund_line
                    (account_id, source, refund_key, number, shop_line, line, sku, quantity, amount)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (account_id, source, refund_key, number) do update
                set shop_line = excluded.shop_line, line = excluded.line, sku = excluded.sku,
                    quantity = excluded.quantity, amount = excluded.amount
                """, rows);
    }

    /** Puts the lines of all refunds of these orders where they are asked for. */
    void of(AccountId account, Collection<OrderKey> orders, Map<Key, List<RefundLine>> lines) {
        jdbc.sql("""
                select line.* from shop_refund_line line
                join shop_refund refund on refund.account_id = line.account_id
                  and refund.source = line.source and refund.refund_key = line.refund_key
                join unnest(?::text[], ?::text[]) as asked (source, order_key)
                  on refund.source = asked.source and refund.order_key = asked.order_key
                where refund.account_id = ? order by line.source, line.refund_key, line.number
                """)
                .params(RefundStore.sources(orders), RefundStore.keys(orders), account.value())
                .query(row -> {
                    Key key = new Key(row.getString("source"), row.getString("refund_key"));
                    lines.computeIfAbsent(key, first -> new ArrayList<>()).add(read(row));
                });
    }

    private static RefundLine read(ResultSet row) throws SQLException {
        @Nullable String shopLine = row.getString("shop_line");
        @Nullable Integer place = row.getObject("line", Integer.class);
        @Nullable String sku = row.getString("sku");
        return new RefundLine(
                Optional.ofNullable(shopLine),
                Optional.ofNullable(place),
                Optional.ofNullable(sku),
                row.getInt("quantity"),
                RefundStore.amount(row, "amount"));
    }
}
