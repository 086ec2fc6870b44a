package dev.tributary.server.order;

import dev.tributary.server.click.LateCarts;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks once more at orders that came a moment before the click of their cart, and that nobody claimed. */
@Component
class LookAgain {
    static final int BATCH = 200;

    /** A cart that is tied later than this after its order was not tied by the visit that ended in it. */
    static final Duration LATEST = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(LookAgain.class);

    private final LateCarts carts;
    private final OrderStore orders;
    private final FollowOrders follow;
    private final ClaimRenewals renewals;
    private final InstantSource clock;

    LookAgain(LateCarts carts, OrderStore orders, FollowOrders follow, ClaimRenewals renewals, InstantSource clock) {
        this.carts = carts;
        this.orders = orders;
        this.follow = follow;
        this.renewals = renewals;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5_000, fixedDelay = 1_000)
    void all() {
        int looked;
        do {
            looked = step();
        } while (looked == BATCH);
    }

    /** Looks at one batch of carts and says how many there were. While the database is away there are none. */
    int step() {
        try {
            List<LateCarts.Tie> ties = carts.take(BATCH);
            ties.forEach(this::look);
            return ties.size();
        } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException away) {
            return 0; // what was taken comes again
        }
    }

    private void look(LateCarts.Tie tie) {
        for (OrderId order :
                orders.ofCart(tie.account(), tie.cart(), clock.instant().minus(LATEST))) {
            claim(tie.account(), order);
        }
        carts.done(tie);
    }

    private void claim(AccountId account, OrderId order) {
        try {
            follow.claim(account, order).ifPresent(renewals::after);
        } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException refused) { // the rules have changed since, or ours: the others are not to wait for it
            LOG.warn("The order {} can't be credited by its cart; it can be by hand", order, refused);
        }
    }
}
