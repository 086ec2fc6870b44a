package dev.tributary.server.conversion;

import dev.tributary.server.account.Money;
import dev.tributary.server.offer.Offer;
import dev.tributary.server.offer.OfferWords;
import dev.tributary.server.offer.Tiers;
import dev.tributary.server.page.Format;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * How far an affiliate has come in an offer's tiers, in words.
 *
 * @param percent what the next order would earn
 * @param reached what counts for it
 * @param next from where on there is more; empty at the top
 */
public record TierStanding(String percent, String reached, String next) {
    static TierStanding of(Offer offer, Tiers tiers, BigDecimal reached, Currency currency) {
        OfferWords words = new OfferWords(offer, currency);
        boolean count = tiers.basis() == Tiers.Basis.COUNT;
        Tiers.Tier tier = tiers.at(reached);
        return new TierStanding(
                OfferWords.percent(tier.percent()),
                (count
                                ? Money.unpadded(reached) + " approved conversions"
                                : Format.money(reached, currency) + " of approved sales")
                        + " in " + words.counted(),
                tiers.after(tier)
                        .map(next -> OfferWords.percent(next.percent()) + " from " + words.from(next))
                        .orElse(""));
    }
}
