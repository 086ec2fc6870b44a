package dev.tributary.server.conversion;

import dev.tributary.server.offer.Pay;
import dev.tributary.server.order.Buyer;
import dev.tributary.server.order.Origin;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/** A merchant's wish to credit an affiliate by hand. */
record ManualCredit(long affiliate, What what, Optional<String> notes) {

    sealed interface What {}

    /**
     * An order that came in.
     *
     * @param name an {@code ord_} id or the order's number in its shop
     */
    record OfOrder(String name) implements What {}

    /**
     * An amount that no order stands for.
     *
     * @param total what the sale was worth, all of it commissionable
     * @param commission what the affiliate earns; what the offer says if empty
     */
    record OfAmount(Currency currency, BigDecimal total, Optional<BigDecimal> commission, Optional<String> reference)
            implements What {

        Birth birth(long number, Partner partner, Rates rates, ManualCredit wish, Instant now) {
            Optional<Pay> pay = commission.isPresent() ? Optional.empty() : Optional.of(rates.pay(partner, currency));
            Status status = partner.approvesAtOnce() ? Status.APPROVED : Status.PENDING;
            Conversion conversion = new Conversion(
                    number,
                    partner.number(),
                    partner.offer().number(),
                    now,
                    Optional.empty(),
                    Conversion.Standing.born(status, Optional.empty(), wish.notes()),
                    new Conversion.Worth(
                            currency,
                            total,
                            total,
                            commission.orElseGet(() -> Commission.of(rates.terms(partner, currency), total, currency))),
                    Conversion.Why.manual(partner, pay),
                    new Conversion.SalePart(
                            Optional.empty(),
                            reference,
                            1,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            false,
                            Buyer.UNKNOWN,
                            Origin.MANUAL),
                    Optional.empty());
            return new Birth(
                    ConversionSnapshot.of(conversion, partner),
                    status == Status.PENDING ? partner.autoApprove().map(now::plus) : Optional.empty());
        }
    }
}
