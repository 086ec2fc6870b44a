package dev.tributary.server.order;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the newest message about an order again, with today's reader and rules. An order that nobody claimed, or that was
 * credited by its SKUs alone on top of others, is credited if somebody's claim fits now; one that was credited otherwise
 * stays as it is, and nothing is booked twice.
 */
@Component
class ReprocessOrders {
    private static final int MOST_REFUNDS = 1000;

    private final OrderStore store;
    private final RefundStore refunds;
    private final FollowOrders follow;
    private final ClaimRenewals renewals;
    private final List<ReadAgain> readers;
    private final TransactionTemplate transaction;

    ReprocessOrders(
            OrderStore store,
            RefundStore refunds,
            FollowOrders follow,
            ClaimRenewals renewals,
            List<ReadAgain> readers,
            TransactionTemplate transaction) {
        this.store = store;
        this.refunds = refunds;
        this.follow = follow;
        this.renewals = renewals;
        this.readers = readers;
        this.transaction = transaction;
    }

    /**
     * Reads an order again.
     *
     * @return empty if there is no such order
     * @throws Problem 422 if the message can't be accepted as the rules are today; then nothing has changed
     */
    Optional<Receipt> again(AccountId account, OrderId id) {
        Optional<Receipt> read =
                transaction.execute(status -> store.find(account, id).map(found -> {
                    store.queue(account, found.key());
                    Order order = store.lock(account, id).orElseThrow();
                    byte[] raw = store.raw(account, id).orElseThrow();
                    return follow.again(
                            order, reader(order).read(order, raw, refunds.raw(account, order.key(), MOST_REFUNDS)));
                }));
        return read.map(renewals::after);
    }

    private ReadAgain reader(Order order) {
        return readers.stream()
                .filter(reader -> reader.origin() == order.sale().origin())
                .findFirst()
                .orElseThrow(() -> Problem.conflict("Orders of this source can't be read again."));
    }
}
