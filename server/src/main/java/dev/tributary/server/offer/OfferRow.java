package dev.tributary.server.offer;

import dev.tributary.server.account.Money;
import dev.tributary.server.page.Format;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * An offer in words.
 *
 * @param path of its page
 * @param commission such as {@code 10 % of the sale}
 * @param window such as {@code 30 days}
 * @param approval when a conversion is approved
 * @param affiliates how many it has
 */
public record OfferRow(Offer offer, String path, String commission, String window, String approval, String affiliates) {
    public static OfferRow of(Offer offer, Currency currency, long affiliates) {
        return new OfferRow(
                offer,
                OfferPages.PATH + "/" + offer.number(),
                commission(offer, currency),
                days(offer.windowDays()),
                offer.autoApproveDays()
                        .map(days -> days == 0 ? "at once" : "after " + days(days))
                        .orElse("by hand"),
                affiliates >= AffiliateCounts.MOST
                        ? Format.count(AffiliateCounts.MOST) + " or more"
                        : Format.count(affiliates));
    }

    private static String commission(Offer offer, Currency currency) {
        BigDecimal amount = offer.amount();
        return switch (offer.type()) {
            case PERCENT_OF_SALE -> Money.unpadded(amount) + "\u202f% of the sale";
            case FLAT_RATE_PER_ITEM -> Format.money(amount, currency) + " per item";
            case FLAT_RATE_PER_ORDER -> Format.money(amount, currency) + " per order";
        };
    }

    private static String days(int days) {
        return days == 1 ? "1 day" : Format.count(days) + " days";
    }
}
