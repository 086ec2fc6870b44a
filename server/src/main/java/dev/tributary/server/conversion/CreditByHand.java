package dev.tributary.server.conversion;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.api.Problem;
import dev.tributary.server.order.Order;
import dev.tributary.server.order.Orders;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Credits what nobody claimed: an order that came in, or an amount that no order stands for. */
@Component
class CreditByHand {
    private final Accounts accounts;
    private final Orders orders;
    private final Partners partners;
    private final ReachTiers tiers;
    private final RecordConversions births;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    CreditByHand(
            Accounts accounts,
            Orders orders,
            Partners partners,
            ReachTiers tiers,
            RecordConversions births,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.accounts = accounts;
        this.orders = orders;
        this.partners = partners;
        this.tiers = tiers;
        this.births = births;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Credits.
     *
     * @throws Problem 422 if a name in the wish means nothing, 409 if the affiliate has this order by hand already
     */
    ConversionSnapshot credit(AccountId account, ManualCredit wish) {
        AttributionRules rules = accounts.get(account).rules();
        try {
            return transaction.execute(status -> {
                Partner partner = partner(account, wish);
                List<Credited.Unnumbered> conversion = switch (wish.what()) {
                    case ManualCredit.OfOrder(String name) -> {
                        Order order = order(account, name);
                        Rates rates = tiers.of(account, List.of(partner), order.sale().created());
                        yield new Credited(order, rules, rates, clock.instant()).byHand(partner, wish);
                    }
                    case ManualCredit.OfAmount amount -> {
                        Rates rates = tiers.of(account, List.of(partner), clock.instant());
                        yield List.of(number -> amount.birth(number, partner, rates, wish, clock.instant()));
                    }
                };
                return births.of(account, conversion).getFirst().snapshot();
            });
        } catch (DuplicateKeyException twice) {
            throw Problem.conflict("The order is credited to affiliate " + wish.affiliate() + " by hand already.");
        }
    }

    private Partner partner(AccountId account, ManualCredit wish) {
        Partner partner = partners.find(account, wish.affiliate())
                .orElseThrow(() -> Problem.unprocessable("affiliate_id", "is no affiliate of this account"));
        if (!partner.active()) {
            throw Problem.unprocessable("affiliate_id", "is an affiliate who is not active: activate it first");
        }
        return partner;
    }

    private Order order(AccountId account, String name) {
        return orders.named(account, name)
                .orElseThrow(() -> Problem.unprocessable(
                        "order_id", "must be the id (ord_…) of an order, or an order number that only one has"));
    }
}
