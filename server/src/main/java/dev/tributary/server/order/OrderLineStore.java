package dev.tributary.server.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table shop_order_line. Only reached through an order, whose account has been checked. */
@Component
class OrderLineStore {
    private final JdbcTemplate jdbc;

    OrderLineStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(OrderId order, List<OrderLine> lines) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (OrderLine line : lines) {
            rows.add(new @Nullable Object[] {
                order.value(),
                rows.size() + 1,
                line.sku().orElse(null),
                line.name().orElse(null),
                line.quantity(),
                line.price(),
                line.discount(),
                line.includedTax(),
                line.giftCard(),
                line.shopLine().orElse(null),
                line.removed()
            });
        }
        jdbc.batchUpdate("""
                insert into shop_order_line
                    (order_id, number, sku, name, quantity, price, discount, included_tax, gift_card, shop_line,
                     removed)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows);
    }

    void delete(OrderId order) {
        jdbc.update("delete from shop_order_line where order_id = ?", order.value());
    }

    /**
     * The lines of these orders.
     *
     * @param currencies of the orders, which say how many decimals the amounts have
     */
    Map<UUID, List<OrderLine>> of(List<UUID> orders, Map<UUID, Currency> currencies) {
        Map<UUID, List<OrderLine>> lines = new HashMap<>();
        jdbc.query(
                "select * from shop_order_line where order_id = any (?) order by order_id, number",
                row -> {
                    UUID order = row.getObject("order_id", UUID.class);
                    Currency currency = Objects.requireNonNull(currencies.get(order));
                    lines.computeIfAbsent(order, first -> new ArrayList<>()).add(line(row, currency));
                },
                (Object) orders.toArray(UUID[]::new));
        return lines;
    }

    private static OrderLine line(ResultSet row, Currency currency) throws SQLException {
        @Nullable String sku = row.getString("sku");
        @Nullable String name = row.getString("name");
        @Nullable String shopLine = row.getString("shop_line");
        return new OrderLine(
                Optional.ofNullable(sku),
                Optional.ofNullable(name),
                row.getInt("quantity"),
                OrderRow.amount(row, "price", currency),
                OrderRow.amount(row, "discount", currency),
                OrderRow.amount(row, "included_tax", currency),
                row.getBoolean("gift_card"),
                Optional.ofNullable(shopLine),
                row.getInt("removed"));
    }
}
