package dev.tributary.server.offer;

import dev.tributary.server.page.Format;
import java.util.Currency;

/**
 * An offer in a list and on its page.
 *
 * @param path of its page
 * @param affiliates how many it has
 */
public record OfferRow(Offer offer, OfferWords words, String path, String affiliates) {
    static OfferRow of(Offer offer, Currency currency, long affiliates) {
        return new OfferRow(
                offer,
                new OfferWords(offer, currency),
                OfferPages.PATH + "/" + offer.number(),
                affiliates >= AffiliateCounts.MOST
                        ? Format.count(AffiliateCounts.MOST) + " or more"
                        : Format.count(affiliates));
    }
}
