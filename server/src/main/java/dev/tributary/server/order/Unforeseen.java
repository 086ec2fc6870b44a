package dev.tributary.server.order;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.offer.Offer;
import dev.tributary.server.offer.Offers;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What the check of a file of orders can't foresee of one that is not rehearsed. It is checked as if it came alone; by the
 * time it is taken, those above it are there.
 */
@Component
class Unforeseen {
    private static final String TIER =
            "; a higher tier that orders above reach by being approved at once is not in this figure";
    private static final String SUBSCRIPTION =
            "; whose renewal it is, and whether that is still credited, may follow from"
                    + " orders of its subscription above, which this check does not count";

    private final Affiliates affiliates;
    private final Offers offers;

    Unforeseen(Affiliates affiliates, Offers offers) {
        this.affiliates = affiliates;
        this.offers = offers;
    }

    /** In words that follow what is foreseen; empty where the orders above change nothing. */
    String of(AccountId account, Sale sale, List<CreditOrder.Credit> credits) {
        boolean byTier = credits.stream().anyMatch(credit -> climbs(account, credit.affiliateId()));
        return (byTier ? TIER : "") + (sale.subscription().isPresent() ? SUBSCRIPTION : "");
    }

    /** What counts for tiers is approved: within one file only where the offer does that at once. */
    private boolean climbs(AccountId account, long affiliate) {
        return affiliates
                .find(account, affiliate)
                .map(Affiliate::offer)
                .flatMap(number -> offers.find(account, number))
                .filter(offer -> offer.tiers().isPresent())
                .flatMap(Offer::autoApproveDays)
                .filter(days -> days == 0)
                .isPresent();
    }
}
