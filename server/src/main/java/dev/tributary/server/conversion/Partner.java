package dev.tributary.server.conversion;

import dev.tributary.server.conversion.ConversionSnapshot.AffiliatePart;
import dev.tributary.server.conversion.ConversionSnapshot.OfferPart;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;

/**
 * An affiliate with the offer it belongs to, as crediting needs them.
 *
 * @param active whether the affiliate's status is ACTIVE
 * @param window how old a click may be
 * @param autoApprove after how long conversions approve themselves; zero is at once, empty is never
 * @param currency what the offer's flat amounts are in: the account's
 */
record Partner(
        AffiliatePart affiliate,
        boolean active,
        OfferPart offer,
        Duration window,
        Optional<Duration> autoApprove,
        Currency currency) {

    long number() {
        return affiliate.id();
    }

    /** What the offer pays for an order in this currency. */
    Terms terms(Currency ordered) {
        boolean own = ordered.equals(currency);
        return switch (offer.type()) {
            case PERCENT_OF_SALE -> new Terms.PercentOfSale(offer.amount());
            case FLAT_RATE_PER_ITEM -> own ? new Terms.PerItem(offer.amount()) : new Terms.NotInThisCurrency();
            case FLAT_RATE_PER_ORDER -> own ? new Terms.PerOrder(offer.amount()) : new Terms.NotInThisCurrency();
        };
    }

    boolean approvesAtOnce() {
        return autoApprove.filter(Duration::isZero).isPresent();
    }
}
