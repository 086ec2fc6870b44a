package dev.tributary.server.conversion;

import dev.tributary.server.click.ClickColumn;
import dev.tributary.server.offer.Pay;
import dev.tributary.server.order.Buyer;
import dev.tributary.server.order.OrderId;
import dev.tributary.server.order.Origin;
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
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of the table conversion. */
final class ConversionRow {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ConversionRow() {}

    static String claims(List<Conversion.WeighedClaim> claims) {
        return JSON.writeValueAsString(claims);
    }

    static String pay(Pay pay) {
        return JSON.writeValueAsString(pay);
    }

    static Conversion read(ResultSet row, int number) throws SQLException {
        return new Conversion(
                row.getLong("number"),
                row.getLong("affiliate"),
                row.getLong("offer"),
                time(row, "created_at").orElseThrow(),
                time(row, "updated_at"),
                standing(row),
                worth(row),
                why(row),
                sale(row),
                whole(row, "refund_of"));
    }

    private static Conversion.Standing standing(ResultSet row) throws SQLException {
        return new Conversion.Standing(
                Status.valueOf(row.getString("status")),
                PaymentStatus.valueOf(row.getString("payment_status")),
                whole(row, "payment"),
                text(row, "denied_reason_code").map(DeniedReason::valueOf),
                text(row, "reason"),
                text(row, "notes"),
                row.getBoolean("undone"),
                row.getBoolean("withdrawn"));
    }

    private static Conversion.Worth worth(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Conversion.Worth(
                currency,
                amount(row, "total", currency),
                amount(row, "commissionable", currency),
                amount(row, "commission", currency));
    }

    private static Conversion.Why why(ResultSet row) throws SQLException {
        return new Conversion.Why(
                Mechanism.valueOf(row.getString("mechanism")),
                text(row, "trigger_value"),
                text(row, "click").map(ClickColumn::read),
                text(row, "unqualified_reason").map(LossReason::valueOf),
                List.of(JSON.readValue(row.getString("claims"), Conversion.WeighedClaim[].class)),
                text(row, "terms").map(terms -> JSON.readValue(terms, Pay.class)),
                whole(row, "renewal_of"));
    }

    private static Conversion.SalePart sale(ResultSet row) throws SQLException {
        @Nullable UUID order = row.getObject("order_id", UUID.class);
        return new Conversion.SalePart(
                Optional.ofNullable(order).map(OrderId::new),
                text(row, "reference"),
                row.getLong("items"),
                text(row, "product_names"),
                text(row, "coupon"),
                text(row, "subscription_id"),
                row.getBoolean("recurring"),
                row.getBoolean("test"),
                new Buyer(text(row, "customer_name"), text(row, "customer_email"), text(row, "browser_ip")),
                Origin.valueOf(row.getString("origin")));
    }

    private static BigDecimal amount(ResultSet row, String column, Currency currency) throws SQLException {
        return Objects.requireNonNull(row.getBigDecimal(column)).setScale(currency.getDefaultFractionDigits());
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return Optional.ofNullable(text);
    }

    private static Optional<Long> whole(ResultSet row, String column) throws SQLException {
        @Nullable Long number = row.getObject(column, Long.class);
        return Optional.ofNullable(number);
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
