package dev.tributary.server.payment;

import dev.tributary.server.affiliate.Affiliate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a payment as a line of CSV (RFC 4180), so that no spreadsheet takes a text for a formula. */
final class PaymentLine {
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private PaymentLine() {}

    static byte[] header() {
        return line(List.of(
                "payment_id",
                "affiliate_id",
                "affiliate_name",
                "affiliate_email",
                "paypal_email",
                "payment_total",
                "currency",
                "payment_method",
                "total_conversions",
                "status",
                "created",
                "sent",
                "note"));
    }

    static byte[] plain(Payment payment, Optional<Affiliate> affiliate) {
        return line(List.of(
                String.valueOf(payment.number()),
                String.valueOf(payment.affiliate()),
                affiliate.map(Affiliate::name).orElse(""),
                affiliate.map(Affiliate::email).orElse(""),
                affiliate.flatMap(one -> one.profile().paypalEmail()).orElse(""),
                payment.total().toPlainString(),
                payment.currency().getCurrencyCode(),
                payment.method().name(),
                String.valueOf(payment.conversions()),
                payment.state().name(),
                time(payment.created()),
                payment.sent().map(PaymentLine::time).orElse(""),
                payment.note().orElse("")));
    }

    /** As PayPal's mass payments take it; the third name is ours, unique, and comes back in PayPal's report. */
    static byte[] payPal(Payment payment, Optional<Affiliate> affiliate) {
        return line(List.of(
                affiliate.map(PaymentRow::email).orElse(""),
                payment.total().toPlainString(),
                payment.currency().getCurrencyCode(),
                "payment-" + payment.number(),
                payment.note().orElse("").replaceAll("\\s+", " ")));
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static byte[] line(List<String> cells) {
        return (cells.stream().map(PaymentLine::cell).collect(Collectors.joining(",")) + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(String text) {
        String safe = FORMULA.matcher(text).matches() ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
