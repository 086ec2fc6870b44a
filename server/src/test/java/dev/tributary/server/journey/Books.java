package dev.tributary.server.journey;

import dev.tributary.server.order.OrderId;
import dev.tributary.server.testing.Merchant;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What stands in an account's tables, as far as events tell of it.
 *
 * @param affiliates their status and everything else that a payload shows of them
 * @param triggers the affiliate of each
 */
record Books(
        Map<Long, Conversion> conversions,
        Map<Long, Affiliate> affiliates,
        Map<Long, Long> triggers,
        Map<Long, Payment> payments) {

    record Conversion(
            long affiliate,
            String status,
            Optional<String> denied,
            String currency,
            BigDecimal commission,
            Optional<Long> refundOf,
            boolean test,
            boolean bornUnqualified,
            Optional<Long> payment,
            Origin origin) {}

    /**
     * What a conversion comes from.
     *
     * @param order the order's id
     * @param trigger the coupon, address or SKUs that it is for
     * @param undone whether the end of its order denied it, and no person
     * @param withdrawn whether the order turned out to be another affiliate's
     * @param movedIn whether it was credited elsewhere
     * @param terms what it earns by, as JSON
     */
    record Origin(
            Optional<OrderId> order,
            String mechanism,
            Optional<String> trigger,
            BigDecimal total,
            BigDecimal commissionable,
            boolean undone,
            boolean withdrawn,
            boolean movedIn,
            Optional<String> terms) {}

    record Affiliate(String status, String details) {}

    record Payment(long affiliate, String status, String currency, BigDecimal total, boolean movedIn) {}

    static Books of(Merchant merchant) {
        return new Books(
                read(merchant, """
                        select number, affiliate, status, denied_reason_code, currency, commission, refund_of, test,
                            unqualified_reason, payment, order_id, mechanism, trigger_value, total, commissionable, undone,
                            withdrawn, moved_in, terms
                        from conversion where account_id = ?""", Books::conversion),
                read(merchant, """
                        select number, status, concat_ws('|', code, offer, first_name, last_name, email, paypal_email,
                            company, address_1, city, country, phone_number, (
                                select string_agg(value.number || '=' || value.value, ',' order by value.number)
                                from affiliate_field_value value
                                where value.account_id = affiliate.account_id and value.affiliate = affiliate.number
                            )) as details
                        from affiliate where account_id = ?""", row -> new Affiliate(row.getString("status"), row.getString("details"))),
                read(
                        merchant,
                        "select number, affiliate from conversion_trigger where account_id = ?",
                        row -> row.getLong("affiliate")),
                read(
                        merchant,
                        "select number, affiliate, status, currency, total, made_by from payment where account_id = ?",
                        row -> new Payment(
                                row.getLong("affiliate"),
                                row.getString("status"),
                                row.getString("currency"),
                                row.getBigDecimal("total"),
                                row.getString("made_by").equals("moved in"))));
    }

    /** What must have been told, subject by subject, for these to have become those. */
    List<String> toldUntil(Books after) {
        List<String> told = new ArrayList<>();
        after.affiliates.forEach((number, affiliate) -> affiliate(affiliates.get(number), affiliate)
                .forEach(topic -> told.add("affiliate:" + number + " " + topic)));
        after.triggers.forEach((number, affiliate) -> {
            if (!triggers.containsKey(number)) {
                told.add("affiliate:" + affiliate + " trigger.created");
            }
        });
        triggers.forEach((number, affiliate) -> {
            if (!after.triggers.containsKey(number)) {
                told.add("affiliate:" + affiliate + " trigger.removed");
            }
        });
        after.conversions.forEach((number, conversion) -> conversion(conversions.get(number), conversion)
                .forEach(topic -> told.add("conversion:" + number + " " + topic)));
        after.payments.forEach((number, payment) -> {
            Payment before = payments.get(number);
            if (payment.status().equals("SENT")
                    && !payment.movedIn()
                    && (before == null || !before.status().equals("SENT"))) {
                told.add("affiliate:" + payment.affiliate() + " payment.created");
            }
        });
        return told.stream().sorted().toList();
    }

    /** What each affiliate has earned and not been paid, by affiliate and currency; what is nothing is left out. */
    Map<String, BigDecimal> owed() {
        Map<String, BigDecimal> owed = new TreeMap<>();
        conversions.values().stream()
                .filter(conversion -> conversion.status().equals("APPROVED") && !conversion.test())
                .forEach(conversion -> owed.merge(
                        conversion.affiliate() + " " + conversion.currency(),
                        conversion.commission(),
                        BigDecimal::add));
        payments.values().stream()
                .filter(payment -> !payment.status().equals("VOIDED"))
                .forEach(payment -> owed.merge(
                        payment.affiliate() + " " + payment.currency(),
                        payment.total().negate(),
                        BigDecimal::add));
        owed.values().removeIf(amount -> amount.signum() == 0);
        return owed;
    }

    private static Stream<String> affiliate(@Nullable Affiliate before, Affiliate after) {
        if (before == null) {
            return Stream.of("affiliate.created");
        }
        return Stream.of(
                        before.status().equals(after.status()) ? "" : "affiliate.status_changed",
                        before.details().equals(after.details()) ? "" : "affiliate.details_changed")
                .filter(topic -> !topic.isEmpty());
    }

    private static Stream<String> conversion(@Nullable Conversion before, Conversion after) {
        boolean bornAgain = before != null && before.bornUnqualified() && !after.bornUnqualified();
        if (before != null && !bornAgain) {
            boolean same =
                    before.status().equals(after.status()) && before.denied().equals(after.denied());
            return same ? Stream.of() : became(after);
        }
        if (after.refundOf().isPresent()) {
            return Stream.of("conversion.refunded");
        }
        return after.status().equals("UNQUALIFIED")
                ? became(after)
                : Stream.concat(Stream.of("conversion.created"), became(after));
    }

    private static Stream<String> became(Conversion conversion) {
        return conversion.status().equals("PENDING")
                ? Stream.of()
                : Stream.of("conversion." + conversion.status().toLowerCase(Locale.ROOT));
    }

    private static Conversion conversion(ResultSet row) throws SQLException {
        return new Conversion(
                row.getLong("affiliate"),
                row.getString("status"),
                Optional.ofNullable(row.getString("denied_reason_code")),
                row.getString("currency"),
                row.getBigDecimal("commission"),
                Optional.ofNullable(row.getObject("refund_of", Long.class)),
                row.getBoolean("test"),
                row.getString("unqualified_reason") != null,
                Optional.ofNullable(row.getObject("payment", Long.class)),
                new Origin(
                        Optional.ofNullable(row.getObject("order_id", UUID.class))
                                .map(OrderId::new),
                        row.getString("mechanism"),
                        Optional.ofNullable(row.getString("trigger_value")),
                        row.getBigDecimal("total"),
                        row.getBigDecimal("commissionable"),
                        row.getBoolean("undone"),
                        row.getBoolean("withdrawn"),
                        row.getBoolean("moved_in"),
                        Optional.ofNullable(row.getString("terms"))));
    }

    private interface Read<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> Map<Long, T> read(Merchant merchant, String sql, Read<T> read) {
        Map<Long, T> found = new HashMap<>();
        merchant.server()
                .bean(JdbcClient.class)
                .sql(sql)
                .param(merchant.account().value())
                .query(row -> {
                    found.put(row.getLong("number"), read.read(row));
                });
        return found;
    }
}
