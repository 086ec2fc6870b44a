package dev.tributary.server.conversion;

import dev.tributary.server.offer.Offer;
import dev.tributary.server.offer.OfferType;
import dev.tributary.server.offer.Pay;
import java.math.BigDecimal;

/**
 * All that the events of a conversion tell, as it was at one moment.
 *
 * @param conversion the conversion
 * @param affiliate whose it is
 * @param offer under which it earns
 */
record ConversionSnapshot(Conversion conversion, AffiliatePart affiliate, OfferPart offer) {

    /** A conversion that is just being made. */
    static ConversionSnapshot of(Conversion conversion, Partner partner) {
        OfferPart offer = partner.offerPart();
        return new ConversionSnapshot(
                conversion,
                partner.affiliate(),
                conversion.why().pay().map(offer::paying).orElse(offer));
    }

    record AffiliatePart(long id, String code, String firstName, String lastName, String email) {}

    /**
     * The offer that it earns by.
     *
     * @param type as it was when the order was credited
     * @param amount percent or money, likewise; of tiers the percentage that applied
     */
    record OfferPart(long id, String name, OfferType type, BigDecimal amount) {
        static OfferPart of(Offer offer) {
            return new OfferPart(offer.number(), offer.name(), offer.type(), offer.amount());
        }

        /** The same as it was when it paid this. */
        OfferPart paying(Pay pay) {
            return new OfferPart(id, name, pay.type(), pay.amount());
        }
    }
}
