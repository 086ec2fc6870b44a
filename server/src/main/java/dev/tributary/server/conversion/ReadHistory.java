package dev.tributary.server.conversion;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.api.Fields;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.server.csv.Pass;
import dev.tributary.server.csv.RowId;
import dev.tributary.server.order.Buyer;
import dev.tributary.server.order.Origin;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Reads a conversion of the past out of a row. Purely. */
final class ReadHistory {
    private static final int SHORT = 255;
    private static final int LONG = 2000;
    private static final int MOST_ITEMS = 1_000_000_000;

    private final Fields body;
    private final CsvRow row;
    private final Pass pass;

    ReadHistory(Fields body, CsvRow row, Pass pass) {
        this.body = body;
        this.row = row;
        this.pass = pass;
    }

    /**
     * A conversion of the past.
     *
     * @param id its number; empty for one that gets the next
     * @param conversion with the number 0 where it has none yet, and unpaid
     * @param paid whether it was
     * @param payment the payment's number, where it is known
     * @param paidAt when
     */
    record Past(Optional<Long> id, Conversion conversion, boolean paid, Optional<Long> payment, Instant paidAt) {}

    /** Reads all of it; what is wrong is in the body then, and {@code done} throws it. */
    Past read(Affiliate affiliate, Instant now) {
        Optional<Long> id = RowId.of(body, "id");
        Currency currency = HistoryCells.currency(body, pass.currency());
        Instant created = body.time("created").orElse(now);
        boolean paid = paid();
        Conversion conversion = new Conversion(
                id.orElse(0L),
                affiliate.number(),
                RowId.of(body, "offer_id").orElse(affiliate.offer()),
                created,
                Optional.empty(),
                standing(paid),
                worth(currency),
                why(affiliate),
                sale(),
                RowId.of(body, "refund_of"));
        Optional<Long> payment = RowId.of(body, "payment_id");
        Instant paidAt = body.time("paid_at").orElse(created);
        if (id.isEmpty() && conversion.sale().reference().isEmpty()) {
            body.error("order_id", "is required where the row has no id: else it would be taken in again and again");
        }
        body.done();
        return new Past(id, conversion, paid, payment, paidAt);
    }

    /** A number of a payment says it as well, and so does the status “Paid”. */
    private boolean paid() {
        boolean said = row.text("status").filter("paid"::equalsIgnoreCase).isPresent();
        return body.choice("payment_status", HistoryCells.PAID)
                .map(status -> status == PaymentStatus.PAID)
                .orElse(said || row.hasAny("payment_id"));
    }

    private Conversion.Standing standing(boolean paid) {
        Status status = body.choice("status", HistoryCells.STATUSES).orElse(paid ? Status.APPROVED : Status.PENDING);
        Optional<DeniedReason> denied = body.choice("denied_reason_code", HistoryCells.DENIALS);
        Optional<String> reason = text("reason", LONG);
        if (denied.isPresent() && status != Status.DENIED) {
            body.error("denied_reason_code", "is for a conversion that is DENIED alone");
        }
        if (paid && status != Status.APPROVED) {
            body.error("payment_status", "can't be PAID: only an approved conversion is ever paid");
        }
        return Conversion.Standing.born(status, Optional.empty(), text("notes", LONG))
                .with(
                        status,
                        status == Status.DENIED ? denied.or(() -> Optional.of(DeniedReason.OTHER)) : denied,
                        reason);
    }

    private Conversion.Worth worth(Currency currency) {
        required("total");
        required("commission_total");
        BigDecimal total = HistoryCells.amount(body, "total", currency, BigDecimal.ZERO);
        return new Conversion.Worth(
                currency,
                total,
                HistoryCells.amount(body, "commissionable_total", currency, total),
                HistoryCells.amount(body, "commission_total", currency, BigDecimal.ZERO));
    }

    private Conversion.Why why(Affiliate affiliate) {
        Mechanism mechanism = body.choice("mechanism", HistoryCells.MECHANISMS).orElse(Mechanism.MANUAL);
        Optional<String> trigger = mechanism == Mechanism.COUPON ? row.text("coupon_code") : Optional.empty();
        return new Conversion.Why(
                mechanism,
                trigger,
                Optional.empty(),
                Optional.empty(),
                List.of(new Conversion.WeighedClaim(
                        affiliate.number(), affiliate.code(), mechanism, trigger, Optional.empty())),
                Optional.empty(),
                Optional.empty());
    }

    private Conversion.SalePart sale() {
        Optional<Long> items = body.whole("total_items");
        if (items.filter(count -> count < 0 || count > MOST_ITEMS).isPresent()) {
            body.error("total_items", "must be from 0 to " + MOST_ITEMS);
        }
        return new Conversion.SalePart(
                Optional.empty(),
                text("order_id", SHORT),
                items.orElse(1L),
                text("product_names", LONG),
                text("coupon_code", SHORT),
                text("subscription_id", SHORT),
                body.flag("is_recurring").orElse(false),
                body.flag("is_test").orElse(false),
                new Buyer(text("customer_name", SHORT), text("customer_email", SHORT), Optional.empty()),
                body.choice("source", HistoryCells.ORIGINS).orElse(Origin.MANUAL));
    }

    private void required(String name) {
        if (!body.has(name)) {
            body.error(name, "is required");
        }
    }

    private Optional<String> text(String name, int maxLength) {
        return body.text(name, maxLength).filter(text -> !text.isEmpty());
    }
}
