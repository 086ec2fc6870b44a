package dev.tributary.server.conversion;

import dev.tributary.server.conversion.ConversionSnapshot.AffiliatePart;
import dev.tributary.server.conversion.ConversionSnapshot.OfferPart;
import dev.tributary.server.offer.Offer;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;

/**
 * An affiliate with the offer it belongs to, as crediting needs them.
 *
 * @param active whether the affiliate's status is ACTIVE
 * @param currency what the offer's flat amounts and tiers are in: the account's
 */
record Partner(AffiliatePart affiliate, boolean active, Offer offer, Currency currency) {
    long number() {
        return affiliate.id();
    }

    /** How old a click may be. */
    Duration window() {
        return Duration.ofDays(offer.windowDays());
    }

    /** After how long conversions approve themselves; zero is at once, empty is never. */
    Optional<Duration> autoApprove() {
        return offer.autoApproveDays().map(Duration::ofDays);
    }

    boolean approvesAtOnce() {
        return autoApprove().filter(Duration::isZero).isPresent();
    }

    OfferPart offerPart() {
        return OfferPart.of(offer);
    }
}
