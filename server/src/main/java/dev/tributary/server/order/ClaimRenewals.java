package dev.tributary.server.order;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Credits renewals that came before it was known whose their subscription is. Each in a transaction of its own, once what
 * they go back to has committed: orders of one subscription that arrive at once would else wait for each other.
 */
@Component
class ClaimRenewals {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimRenewals.class);

    private final SubscriptionStore subscriptions;
    private final FollowOrders follow;
    private final CreditOrder credit;

    ClaimRenewals(SubscriptionStore subscriptions, FollowOrders follow, CreditOrder credit) {
        this.subscriptions = subscriptions;
        this.credit = credit;
        this.follow = follow;
    }

    /**
     * Looks at the later orders of the subscription that an order names, if somebody is credited for it only now. Where it
     * is the one that the subscription began with also when it is told again: a message that was answered by an error comes
     * once more.
     */
    Receipt after(Receipt receipt) {
        Sale sale = receipt.order().sale();
        boolean began = !sale.recurring() && !receipt.credits().isEmpty();
        if (receipt.credited() || began) {
            sale.subscription().ifPresent(subscription -> all(receipt, subscription));
        }
        return receipt;
    }

    /** The same, where it was told only now that the order began the subscription. */
    Optional<Receipt> began(Optional<Receipt> receipt, String subscription) {
        receipt.filter(known -> !known.credits().isEmpty()).ifPresent(known -> all(known, subscription));
        return receipt;
    }

    private void all(Receipt receipt, String subscription) {
        Order first = receipt.order();
        List<OrderId> later = subscriptions.orders(
                first.account(),
                first.key().source(),
                subscription,
                first.sale().created());
        Map<OrderId, List<CreditOrder.Credit>> credits = later.isEmpty() ? Map.of() : credit.of(first.account(), later);
        boolean full =
                first.sale().recurring(); // one that came late takes the place of one that is newer, and of no more
        for (OrderId order : later) {
            List<CreditOrder.Credit> known = credits.getOrDefault(order, List.of());
            if (order.equals(first.id())) {
                continue;
            }
            if (known.stream().allMatch(ClaimRenewals::isBeside)) {
                step(order, () -> follow.claim(first.account(), order));
            }
            boolean others = known.stream().anyMatch(one -> isOthers(one, receipt.credits()));
            boolean surplus = full && !known.stream().allMatch(CreditOrder.Credit::isForShow);
            if (others || surplus) {
                boolean taken = step(order, () -> follow.renewed(first.account(), order));
                full &= !taken;
            }
        }
    }

    /** It may not keep another from being credited for the order. */
    private static boolean isBeside(CreditOrder.Credit credit) {
        return credit.isForShow() || credit.isBySku();
    }

    /** It came before it was known whose the subscription is, and is of somebody else. */
    private static boolean isOthers(CreditOrder.Credit credit, List<CreditOrder.Credit> first) {
        return !isBeside(credit)
                && credit.refundOf().isEmpty()
                && first.stream().noneMatch(one -> !isBeside(one) && one.affiliateId() == credit.affiliateId());
    }

    private static boolean step(OrderId order, Supplier<Optional<Receipt>> step) {
        try {
            return step.get().filter(Receipt::credited).isPresent();
        } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException away) {
            throw away; // the shop sends its message again
        } catch (RuntimeException refused) { // the rules have changed since, or ours: the others are not to wait for it
            LOG.warn("The order {} can't be credited by its subscription; it can be by hand", order, refused);
            return false;
        }
    }
}
