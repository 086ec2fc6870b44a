package dev.tributary.server.conversion;

import dev.tributary.server.account.Money;
import dev.tributary.server.api.Fields;
import dev.tributary.server.order.ReadAmounts;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/**
 * Reads the body of {@code POST /api/v1/conversions}: {@code affiliate_id} and either the {@code order_id} of an order
 * that came in, or a {@code total} with, if need be, {@code commission_total}, {@code currency} and
 * {@code order_reference}; {@code notes} in any case.
 */
final class ReadManualCredit {
    private ReadManualCredit() {}

    static ManualCredit from(Fields body, Currency usual) {
        Optional<Long> affiliate = body.whole("affiliate_id");
        if (!body.has("affiliate_id") || body.isNull("affiliate_id")) {
            body.error("affiliate_id", "is required");
        }
        Optional<String> notes = body.text("notes", 1000).filter(text -> !text.isEmpty());
        ManualCredit.What what = body.has("order_id") ? order(body) : amount(body, usual);
        body.done();
        return new ManualCredit(affiliate.orElseThrow(), what, notes);
    }

    private static ManualCredit.What order(Fields body) {
        if (body.has("total")) {
            body.error("total", "is the order's where order_id is given");
        }
        return new ManualCredit.OfOrder(body.requiredText("order_id", 255));
    }

    private static ManualCredit.What amount(Fields body, Currency usual) {
        Optional<String> code = body.text("currency", 10);
        Optional<Currency> currency = code.flatMap(Money::currency);
        if (code.isPresent() && currency.isEmpty()) {
            body.error("currency", "must be a currency of ISO 4217, such as USD");
        }
        ReadAmounts amounts = new ReadAmounts(currency.orElse(usual));
        BigDecimal total = amounts.required(body, "total");
        Optional<BigDecimal> commission = amounts.optional(body, "commission_total");
        Optional<String> reference = body.text("order_reference", 255).filter(text -> !text.isEmpty());
        return new ManualCredit.OfAmount(currency.orElse(usual), total, commission, reference);
    }
}
