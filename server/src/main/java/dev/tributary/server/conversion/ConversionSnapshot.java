package dev.tributary.server.conversion;

import dev.tributary.server.offer.OfferType;
import java.math.BigDecimal;

/**
 * All that the events of a conversion tell, as it was at one moment.
 *
 * @param conversion the conversion
 * @param affiliate whose it is
 * @param offer under which it earns
 */
record ConversionSnapshot(Conversion conversion, AffiliatePart affiliate, OfferPart offer) {

    record AffiliatePart(long id, String code, String firstName, String lastName, String email) {}

    /**
     * The offer that it earns by.
     *
     * @param amount percent or money
     */
    record OfferPart(long id, String name, OfferType type, BigDecimal amount) {}
}
