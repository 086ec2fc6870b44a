package dev.tributary.server.conversion;

import dev.tributary.server.account.Numbers;
import dev.tributary.server.order.Order;
import dev.tributary.server.order.OrderId;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Sets the claims on an order right where it renews a subscription. Orders of subscriptions take turns, per account and
 * until they commit, so that none misses that another used up the limit.
 */
@Component
class FindRenewals {
    private final Numbers numbers;
    private final RenewalStore store;
    private final Partners partners;

    FindRenewals(Numbers numbers, RenewalStore store, Partners partners) {
        this.numbers = numbers;
        this.store = store;
        this.partners = partners;
    }

    /**
     * The claims as they stand; those found if the order belongs to no subscription that was credited before.
     *
     * @param found by the order's own clues
     */
    List<Claim> of(Order order, List<Claim> found) {
        Optional<String> subscription = order.sale().subscription();
        if (subscription.isEmpty()) {
            return found;
        }
        numbers.hold(order.account(), Numbers.Kind.CONVERSION);
        Renewals renewals = store.of(order, subscription.get());
        Optional<Partner> holder =
                renewals.deciding().flatMap(first -> partners.find(order.account(), first.affiliate()));
        return renewals.claims(found, holder);
    }

    /** Names the subscription that an order began in its conversions. */
    void began(AccountId account, OrderId order, String subscription) {
        store.began(account, order, subscription);
    }
}
