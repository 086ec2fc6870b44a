package dev.tributary.server.conversion;

import dev.tributary.server.account.Money;
import dev.tributary.server.affiliate.MeantAffiliate;
import dev.tributary.server.api.Fields;
import dev.tributary.server.csv.CsvColumn;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.server.csv.Pass;
import dev.tributary.server.csv.RowBody;
import dev.tributary.server.order.Origin;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The columns of a file of past conversions, and how their words are read. */
final class HistoryCells {
    static final List<CsvColumn> COLUMNS = Stream.concat(
                    Stream.of(
                            CsvColumn.of("id", "Conversion's number", "conversion id"),
                            CsvColumn.of("order_id", "Order's number", "order", "order number", "reference"),
                            CsvColumn.of(
                                    "created",
                                    "Date of the order",
                                    "date",
                                    "created at",
                                    "conversion date",
                                    "order date"),
                            CsvColumn.of("status", "Status", "conversion status"),
                            CsvColumn.of("payment_status", "Paid or unpaid", "paid", "payment"),
                            CsvColumn.of("payment_id", "Payment's number"),
                            CsvColumn.of("paid_at", "Date of the payment", "payment date", "date paid", "paid on"),
                            CsvColumn.of("currency", "Currency", "currency code"),
                            CsvColumn.required(
                                    "total", "Order's total", "order total", "sale amount", "amount", "revenue"),
                            CsvColumn.of("commissionable_total", "Commissionable total", "commissionable", "subtotal"),
                            CsvColumn.required(
                                    "commission_total", "Commission", "commission amount", "commission", "commissions"),
                            CsvColumn.of(
                                    "mechanism", "By link, coupon, e-mail, SKU or hand", "type", "conversion type"),
                            CsvColumn.of("coupon_code", "Coupon", "discount code", "coupon"),
                            CsvColumn.of("offer_id", "Offer's number"),
                            CsvColumn.of("total_items", "Items", "quantity", "number of items"),
                            CsvColumn.of("product_names", "Products", "product names", "products"),
                            CsvColumn.of("customer_name", "Customer's name", "customer"),
                            CsvColumn.of("customer_email", "Customer's e-mail", "customer e-mail"),
                            CsvColumn.of("denied_reason_code", "Why denied", "denied reason"),
                            CsvColumn.of("reason", "Reason in words"),
                            CsvColumn.of("notes", "Notes", "note"),
                            CsvColumn.of("refund_of", "Number of the conversion that it refunds"),
                            CsvColumn.of("subscription_id", "Subscription"),
                            CsvColumn.of("is_recurring", "Renewal of a subscription", "recurring"),
                            CsvColumn.of("is_test", "Test", "test", "is test conversion"),
                            CsvColumn.of("source", "Source")),
                    MeantAffiliate.COLUMNS.stream())
            .toList();

    static final Map<String, Status> STATUSES = statuses();
    static final Map<String, PaymentStatus> PAID = Map.of(
            "PAID",
            PaymentStatus.PAID,
            "YES",
            PaymentStatus.PAID,
            "TRUE",
            PaymentStatus.PAID,
            "UNPAID",
            PaymentStatus.UNPAID,
            "NO",
            PaymentStatus.UNPAID,
            "FALSE",
            PaymentStatus.UNPAID);
    static final Map<String, Mechanism> MECHANISMS = mechanisms();
    static final Map<String, DeniedReason> DENIALS = named(DeniedReason.values());
    static final Map<String, Origin> ORIGINS = named(Origin.values());

    private HistoryCells() {}

    static RowBody body(CsvRow row, Pass pass) {
        return new RowBody(row, pass)
                .wholes("id", "payment_id", "offer_id", "total_items", "refund_of")
                .texts("order_id", "currency", "coupon_code", "product_names", "customer_name", "customer_email")
                .texts("reason", "notes", "subscription_id")
                .words("status", "payment_status", "mechanism", "denied_reason_code", "source")
                .decimals("total", "commissionable_total", "commission_total")
                .flags("is_recurring", "is_test")
                .times("created", "paid_at");
    }

    static Currency currency(Fields body, Currency usual) {
        Optional<String> code = body.text("currency", 10);
        Optional<Currency> currency = code.flatMap(Money::currency);
        if (code.isPresent() && currency.isEmpty()) {
            body.error("currency", "must be a currency of ISO 4217, such as USD");
        }
        return currency.orElse(usual);
    }

    /** An amount, which may be negative: refunds are. */
    static BigDecimal amount(Fields body, String name, Currency currency, BigDecimal otherwise) {
        Optional<BigDecimal> amount = body.decimal(name);
        if (amount.filter(value -> Money.isFiner(value, currency)).isPresent()) {
            body.error(
                    name,
                    "must have at most " + currency.getDefaultFractionDigits() + " decimals, as " + currency + " has");
        }
        if (amount.filter(value -> value.abs().compareTo(BigDecimal.valueOf(999_999_999_999_999L)) > 0)
                .isPresent()) {
            body.error(name, "must be at most 999999999999999");
        }
        return Money.rounded(amount.orElse(otherwise), currency).amount();
    }

    private static Map<String, Status> statuses() {
        Map<String, Status> statuses = named(Status.values());
        statuses.put("PAID", Status.APPROVED);
        statuses.put("REJECTED", Status.DENIED);
        return statuses;
    }

    private static Map<String, Mechanism> mechanisms() {
        Map<String, Mechanism> mechanisms = named(Mechanism.values());
        mechanisms.put("CLICK", Mechanism.LINK);
        mechanisms.put("AFFILIATE_LINK", Mechanism.LINK);
        mechanisms.put("COUPON_CODE", Mechanism.COUPON);
        mechanisms.put("MANUAL_CREDIT", Mechanism.MANUAL);
        return mechanisms;
    }

    private static <E extends Enum<E>> Map<String, E> named(E[] values) {
        Map<String, E> named = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> named.put(value.name(), value));
        return named;
    }
}
