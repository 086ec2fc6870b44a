package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table shop_refund. */
@Component
class RefundStore {
    private final JdbcClient jdbc;
    private final RefundLineStore lines;

    RefundStore(JdbcClient jdbc, RefundLineStore lines) {
        this.jdbc = jdbc;
        this.lines = lines;
    }

    /** A refund message as it came. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(String key, byte[] raw) {}

    /**
     * Keeps a refund; false if it changes nothing, since its key is known or more was told already: a larger sum, or what
     * became of the money. A message that was kept when nobody could read it yet is now read.
     */
    boolean keep(AccountId account, IncomingRefund incoming, Instant now) {
        Refund refund = incoming.refund();
        boolean kept = jdbc.sql("""
                insert into shop_refund as known (account_id, source, refund_key, order_key, received_at, raw,
                    refunded_at, amount, shipping, tax, so_far, standing)
                values (:account, :source, :key, :order, :now, :raw, :at, :amount, :shipping, :tax, :soFar, :standing)
                on conflict (account_id, source, refund_key) do update
                set refunded_at = excluded.refunded_at, amount = excluded.amount, shipping = excluded.shipping,
                    tax = excluded.tax, so_far = excluded.so_far, raw = excluded.raw, standing = excluded.standing
                where known.order_key = excluded.order_key
                  and (known.refunded_at is null or (known.so_far and excluded.amount > known.amount)
                    or array_position(array['PENDING', 'FAILED', 'DONE'], excluded.standing)
                        > array_position(array['PENDING', 'FAILED', 'DONE'], known.standing))
                """)
                        .params(columns(refund))
                        .param("account", account.value())
                        .param("source", incoming.order().source())
                        .param("order", incoming.order().orderId())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("raw", incoming.raw())
                        .update()
                == 1;
        if (kept) {
            lines.insert(account, incoming.order().source(), refund);
        }
        return kept;
    }

    /** The refunds of an order that were read and have not failed, oldest first. */
    List<Refund> of(AccountId account, OrderKey order) {
        return of(account, List.of(order)).getOrDefault(order, List.of());
    }

    Map<OrderKey, List<Refund>> of(AccountId account, Collection<OrderKey> orders) {
        Map<OrderKey, List<Refund>> found = new HashMap<>();
        if (orders.isEmpty()) {
            return found;
        }
        Map<RefundLineStore.Key, List<RefundLine>> lineOf = new LinkedHashMap<>();
        lines.of(account, orders, lineOf);
        jdbc.sql("""
                select refund.* from shop_refund refund
                join unnest(?::text[], ?::text[]) as asked (source, order_key)
                  on refund.source = asked.source and refund.order_key = asked.order_key
                where refund.account_id = ? and refund.refunded_at is not null and refund.standing <> 'FAILED'
                order by refund.refunded_at, refund.refund_key
                """).params(sources(orders), keys(orders), account.value()).query(row -> {
            OrderKey order = new OrderKey(row.getString("source"), row.getString("order_key"));
            RefundLineStore.Key key = new RefundLineStore.Key(order.source(), row.getString("refund_key"));
            found.computeIfAbsent(order, first -> new ArrayList<>())
                    .add(read(row, lineOf.getOrDefault(key, List.of())));
        });
        return found;
    }

    /** The messages about refunds of an order, as they came, oldest first. */
    List<Kept> raw(AccountId account, OrderKey order, int limit) {
        return jdbc.sql("""
                select refund_key, raw from shop_refund
                where account_id = ? and source = ? and order_key = ? order by received_at, refund_key limit ?
                """)
                .params(account.value(), order.source(), order.orderId(), limit)
                .query((row, number) -> new Kept(row.getString("refund_key"), row.getBytes("raw")))
                .list();
    }

    static String[] sources(Collection<OrderKey> orders) {
        return orders.stream().map(OrderKey::source).toArray(String[]::new);
    }

    static String[] keys(Collection<OrderKey> orders) {
        return orders.stream().map(OrderKey::orderId).toArray(String[]::new);
    }

    private static Map<String, @Nullable Object> columns(Refund refund) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("key", refund.key());
        columns.put("at", refund.at().atOffset(ZoneOffset.UTC));
        columns.put("amount", refund.amount().orElse(null));
        columns.put("shipping", refund.shipping().orElse(null));
        columns.put("tax", refund.tax().orElse(null));
        columns.put("soFar", refund.soFar());
        columns.put("standing", refund.standing().name());
        return columns;
    }

    private static Refund read(ResultSet row, List<RefundLine> lines) throws SQLException {
        return new Refund(
                row.getString("refund_key"),
                row.getObject("refunded_at", OffsetDateTime.class).toInstant(),
                amount(row, "amount"),
                lines,
                amount(row, "shipping"),
                amount(row, "tax"),
                row.getBoolean("so_far"),
                Refund.Standing.valueOf(row.getString("standing")));
    }

    static Optional<BigDecimal> amount(ResultSet row, String column) throws SQLException {
        @Nullable BigDecimal amount = row.getBigDecimal(column);
        return Optional.ofNullable(amount).map(BigDecimal::stripTrailingZeros);
    }
}
