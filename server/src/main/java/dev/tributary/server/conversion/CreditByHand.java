package dev.tributary.server.conversion;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.api.Problem;
import dev.tributary.server.order.Order;
import dev.tributary.server.order.OrderState;
import dev.tributary.server.order.Orders;
import dev.tributary.server.order.RefundedOrders;
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
    private final RefundedOrders refunds;
    private final SettleRefunds settle;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    CreditByHand(
            Accounts accounts,
            Orders orders,
            Partners partners,
            ReachTiers tiers,
            RecordConversions births,
            RefundedOrders refunds,
            SettleRefunds settle,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.accounts = accounts;
        this.orders = orders;
        this.partners = partners;
        this.tiers = tiers;
        this.births = births;
        this.refunds = refunds;
        this.settle = settle;
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
                        Order order = order(account, name).order();
                        Rates rates =
                                tiers.of(account, List.of(partner), order.sale().created());
                        yield new Credited(order, rules, rates, clock.instant()).byHand(partner, wish);
                    }
                    case ManualCredit.OfAmount amount -> {
                        Rates rates = tiers.of(account, List.of(partner), clock.instant());
                        yield List.of(number -> amount.birth(number, partner, rates, wish, clock.instant()));
                    }
                };
                ConversionSnapshot made =
                        births.of(account, conversion).getFirst().snapshot();
                catchUp(account, made.conversion());
                return made;
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

    private RefundedOrders.Found order(AccountId account, String name) {
        RefundedOrders.Found found = orders.named(account, name)
                .flatMap(order -> refunds.lock(account, order.id()))
                .orElseThrow(() -> Problem.unprocessable(
                        "order_id", "must be the id (ord_…) of an order, or an order number that only one has"));
        if (found.order().state() != OrderState.OPEN) {
            throw Problem.unprocessable("order_id", "is an order that was cancelled or returned");
        }
        settle.queue(account, found.order().id()); // before a number is taken, as who changes them does
        return found;
    }

    /** What was given back or taken out of the order before the credit is taken back of it, too. */
    private void catchUp(AccountId account, Conversion made) {
        made.sale()
                .order()
                .flatMap(order -> refunds.find(account, order))
                .ifPresent(found -> settle.settle(found.order(), found.refunded()));
    }
}
