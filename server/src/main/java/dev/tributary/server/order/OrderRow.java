package dev.tributary.server.order;

import dev.tributary.server.click.ClickColumn;
import dev.tributary.webhooks.endpoint.AccountId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of shop_order, whose lines are yet to be read. */
record OrderRow(UUID id, OrderKey key, Sale sale, Clues clues, OrderState state, OrderState told, Instant changed) {

    Currency currency() {
        return sale.currency();
    }

    Order with(AccountId account, List<OrderLine> lines) {
        Sale whole = new Sale(
                sale.reference(),
                sale.origin(),
                sale.currency(),
                sale.created(),
                lines,
                sale.discount(),
                sale.shipping(),
                sale.tax(),
                sale.total(),
                sale.buyer(),
                sale.recurring(),
                sale.subscription(),
                sale.test());
        return new Order(account, new OrderId(id), key, whole, clues, state, told, changed);
    }

    static OrderRow read(ResultSet row, int number) throws SQLException {
        OrderState state = OrderState.valueOf(row.getString("state"));
        return new OrderRow(
                row.getObject("id", UUID.class),
                new OrderKey(row.getString("source"), row.getString("order_key")),
                sale(row),
                clues(row),
                state,
                text(row, "told_state").map(OrderState::valueOf).orElse(state),
                time(row, "changed_at"));
    }

    private static Sale sale(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Sale(
                row.getString("reference"),
                Origin.valueOf(row.getString("origin")),
                currency,
                time(row, "ordered_at"),
                List.of(),
                amount(row, "discount", currency),
                amount(row, "shipping", currency),
                amount(row, "tax", currency),
                amount(row, "total", currency),
                new Buyer(text(row, "customer_name"), text(row, "customer_email"), text(row, "browser_ip")),
                row.getBoolean("recurring"),
                text(row, "subscription_id"),
                row.getBoolean("test"));
    }

    private static Clues clues(ResultSet row) throws SQLException {
        return new Clues(
                text(row, "click").map(ClickColumn::read),
                List.of((String[]) row.getArray("coupons").getArray()),
                Optional.ofNullable(row.getObject("named_affiliate", Long.class)),
                text(row, "cart"));
    }

    static BigDecimal amount(ResultSet row, String column, Currency currency) throws SQLException {
        return Objects.requireNonNull(row.getBigDecimal(column)).setScale(currency.getDefaultFractionDigits());
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return Optional.ofNullable(text);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
