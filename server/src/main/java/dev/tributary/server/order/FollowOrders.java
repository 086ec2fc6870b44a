package dev.tributary.server.order;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows orders through the messages of their shops. What is known of an order in the end follows from the set of the
 * messages: the newest one counts, refunds count once each, and what a shop has undone stays undone.
 */
@Component
class FollowOrders {
    private final OrderStore store;
    private final RefundStore refunds;
    private final CreditOrder credit;
    private final TransactionTemplate transaction;
    private final UuidV7 ids;
    private final InstantSource clock;

    FollowOrders(
            OrderStore store,
            RefundStore refunds,
            CreditOrder credit,
            TransactionTemplate transaction,
            UuidV7 ids,
            InstantSource clock) {
        this.store = store;
        this.refunds = refunds;
        this.credit = credit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a message says of an order, and of refunds of it; read in the light of what is known already. */
    record News(IncomingOrder order, List<IncomingRefund> refunds) {}

    Receipt follow(AccountId account, OrderKey key, Function<Optional<Order>, News> read) {
        return transaction.execute(status -> {
            store.queue(account, key);
            Optional<Order> before = store.lock(account, key);
            News news = read.apply(before);
            news.refunds().forEach(refund -> refunds.keep(account, refund, clock.instant()));
            Step step = before.map(known -> next(known, news.order())).orElseGet(() -> first(account, news.order()));
            return settle(step);
        });
    }

    /** The same, of an order that is known; of others nothing is kept. */
    Optional<Receipt> followKnown(AccountId account, OrderKey key, Function<Order, News> read) {
        return transaction.execute(status -> {
            store.queue(account, key);
            return store.lock(account, key).map(before -> {
                News news = read.apply(before);
                news.refunds().forEach(refund -> refunds.keep(account, refund, clock.instant()));
                return settle(next(before, news.order()));
            });
        });
    }

    /** Empty if the order has not come yet; the refund is kept until it does. */
    Optional<Receipt> refunded(AccountId account, IncomingRefund refund) {
        return transaction.execute(status -> {
            store.queue(account, refund.order());
            refunds.keep(account, refund, clock.instant());
            return store.lock(account, refund.order()).map(known -> settle(new Step(known, false)));
        });
    }

    /** The sender has cancelled the order; again is no change. */
    Receipt cancel(Order known) {
        return transaction.execute(status -> {
            store.queue(known.account(), known.key());
            Order before = store.lock(known.account(), known.id()).orElseThrow();
            Order after = before.cancelled(clock.instant());
            store.state(after);
            return settle(new Step(after, false));
        });
    }

    /** Reads what was kept once more: nothing of it is stale, and what nobody claimed may be claimed now. */
    Receipt again(Order order, News news) {
        news.refunds().forEach(refund -> refunds.keep(order.account(), refund, clock.instant()));
        Order after = after(order, news.order());
        store.update(after, news.order().raw());
        creditUnclaimed(after, after.state() == OrderState.OPEN);
        return settle(new Step(after, false));
    }

    /** An order as the message leaves it, and whether it was new. */
    private record Step(Order order, boolean fresh) {}

    private Step first(AccountId account, IncomingOrder incoming) {
        Order order = incoming.as(account, new OrderId(ids.next()));
        store.insert(order, incoming.raw(), clock.instant());
        if (order.state() == OrderState.OPEN) {
            credit.credit(order);
        }
        return new Step(order, true);
    }

    private Step next(Order before, IncomingOrder incoming) {
        boolean stale = incoming.changed().isBefore(before.changed());
        Order after = stale ? before : after(before, incoming);
        if (!stale) {
            store.update(after, incoming.raw());
        }
        boolean newClues = !before.clues().equals(after.clues());
        // Late news that an undone order was open once: credited now and undone with it, as if it had come in time.
        creditUnclaimed(after, incoming.state() == OrderState.OPEN && (newClues || before.state() != OrderState.OPEN));
        return new Step(after, false);
    }

    private void creditUnclaimed(Order order, boolean wanted) {
        if (wanted && credits(order).isEmpty()) {
            credit.credit(order);
        }
    }

    /** No shop opens an order again that it has undone, so a message that says so is one that came late. */
    private static Order after(Order before, IncomingOrder incoming) {
        OrderState state = switch (before.state()) {
            case OPEN -> incoming.state();
            case RETURNED -> incoming.state() == OrderState.CANCELLED ? OrderState.CANCELLED : OrderState.RETURNED;
            case CANCELLED -> OrderState.CANCELLED;
        };
        return incoming.as(before.account(), before.id()).in(state);
    }

    private Receipt settle(Step step) {
        Order order = step.order();
        List<Refund> known = refunds.of(order.account(), order.key());
        Refunded refunded = Refunded.of(order, known);
        if (refunded.whole() && order.state() == OrderState.OPEN) {
            order = order.in(OrderState.RETURNED);
            store.state(order);
        }
        if (!known.isEmpty() || order.state() != OrderState.OPEN) {
            credit.refunded(order, refunded);
        }
        return new Receipt(order, step.fresh(), credits(order), known);
    }

    private List<CreditOrder.Credit> credits(Order order) {
        return credit.of(order.account(), List.of(order.id())).getOrDefault(order.id(), List.of());
    }
}
