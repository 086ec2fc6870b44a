package dev.tributary.server.payment;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.api.Problem;
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

    /**
     * As PayPal's mass payments take it; the fourth cell is ours, unique, and comes back in PayPal's report.
     *
     * @throws Problem 409 if the address could not stand there as it is: money never goes to another
     */
    static byte[] payPal(Payment payment, Optional<Affiliate> affiliate) {
        String address = affiliate.map(PaymentRow::email).orElse("");
        if (isFormula(address)) {
            throw Problem.conflict("Payment " + payment.number() + " would go to " + address
                    + ", which a spreadsheet takes for a formula. Give affiliate " + payment.affiliate()
                    + " another PayPal address, or void the payment.");
        }
        return line(List.of(
                address,
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

    private static boolean isFormula(String text) {
        return FORMULA.matcher(text).matches();
    }

    private static String cell(String text) {
        String safe = isFormula(text) ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
