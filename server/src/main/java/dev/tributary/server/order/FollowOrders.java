package dev.tributary.server.order;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows orders through the messages of their shops. What is known of an order in the end follows from the set of the
 * messages: the newest one counts, refunds count once each, and what a shop has undone stays undone, unless it is one that
 * opens orders again.
 */
@Component
class FollowOrders {
    private final OrderStore store;
    private final RefundStore refunds;
    private final SubscriptionStore subscriptions;
    private final CreditOrder credit;
    private final TransactionTemplate transaction;
    private final UuidV7 ids;
    private final InstantSource clock;

    FollowOrders(
            OrderStore store,
            RefundStore refunds,
            SubscriptionStore subscriptions,
            CreditOrder credit,
            TransactionTemplate transaction,
            UuidV7 ids,
            InstantSource clock) {
        this.store = store;
        this.refunds = refunds;
        this.subscriptions = subscriptions;
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

    /**
     * Books a refund. Empty if the order has not come yet; the refund is kept until it does.
     *
     * @param queue by what else than its order the refund may be named: nobody who says whose it is comes in between
     */
    Optional<Receipt> refunded(AccountId account, OrderKey queue, Supplier<IncomingRefund> read) {
        return transaction.execute(status -> {
            store.queue(account, queue);
            IncomingRefund refund = read.get();
            if (!refund.order().equals(queue)) {
                store.queue(account, refund.order());
            }
            refunds.keep(account, refund, clock.instant());
            return store.lock(account, refund.order()).map(known -> settle(new Step(known, false)));
        });
    }

    /** Books what turned out to be a refund of this order only now. Empty if the order has not come yet. */
    Optional<Receipt> settled(AccountId account, OrderKey key) {
        return transaction.execute(status -> {
            store.queue(account, key);
            return store.lock(account, key).map(known -> settle(new Step(known, false)));
        });
    }

    /** Notes which subscription an order began. Empty if the order has not come yet; then it will know. */
    Optional<Receipt> subscribed(AccountId account, OrderKey key, String subscription) {
        return transaction.execute(status -> {
            store.queue(account, key);
            subscriptions.keep(account, key, subscription);
            return store.lock(account, key).map(known -> {
                subscriptions.name(known, subscription);
                credit.subscribed(account, known.id(), subscription);
                return settle(new Step(known, false));
            });
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

    /** Somebody's claim may fit now: an order that nobody claimed is credited, if it still stands. */
    Optional<Receipt> claim(AccountId account, OrderId id) {
        return transaction.execute(status -> store.find(account, id).map(found -> {
            store.queue(account, found.key());
            Order order = store.lock(account, id).orElseThrow();
            credit(order, order, order.state() == OrderState.OPEN);
            return settle(new Step(order, false));
        }));
    }

    /** Reads what was kept once more: nothing of it is stale, and what nobody claimed may be claimed now. */
    Receipt again(Order order, News news) {
        news.refunds().forEach(refund -> refunds.keep(order.account(), refund, clock.instant()));
        Order after = after(order, news.order());
        store.update(after, news.order());
        credit(order, after, after.state() == OrderState.OPEN);
        return settle(new Step(after, false));
    }

    /** An order as the message leaves it, and whether it was new. */
    private record Step(Order order, boolean fresh) {}

    private Step first(AccountId account, IncomingOrder incoming) {
        Order order = incoming.as(account, new OrderId(ids.next()));
        store.insert(order, incoming, clock.instant());
        if (order.state() == OrderState.OPEN) {
            credit.credit(order);
        }
        return new Step(order, true);
    }

    private Step next(Order before, IncomingOrder incoming) {
        boolean stale = isStale(before, incoming);
        Order after = stale ? stale(before, incoming) : after(before, incoming);
        if (!stale) {
            store.update(after, incoming);
        } else if (after.state() != before.state()) {
            store.state(after);
        }
        boolean open = incoming.state() == OrderState.OPEN;
        boolean wasOpen = open && before.state() != OrderState.OPEN;
        Order told = stale ? incoming.as(before.account(), before.id()) : after;
        boolean newClues = open && !clues(before).equals(clues(told));
        if (!stale) {
            credit(before, after, wasOpen || newClues);
        } else if (wasOpen || newClues) {
            credit.late(told, after);
        }
        return new Step(after, false);
    }

    private void credit(Order before, Order after, boolean ifUnclaimed) {
        boolean changed =
                !contents(before).equals(contents(after)) || !clues(before).equals(clues(after));
        boolean unclaimed = (ifUnclaimed || changed) && credits(after).isEmpty();
        if (unclaimed && ifUnclaimed) {
            credit.credit(after);
        } else if (!unclaimed && changed) {
            credit.edited(after);
        }
    }

    /** What somebody may claim an order by. */
    private static List<Object> clues(Order order) {
        return List.of(
                order.clues(),
                order.sale().buyer().email(),
                order.sale().lines().stream()
                        .flatMap(line -> line.upperSku().stream())
                        .toList());
    }

    /** What the worth of an order follows from. */
    private static List<Object> contents(Order order) {
        Sale sale = order.sale();
        return List.of(sale.lines(), sale.discount(), sale.shipping(), sale.tax(), sale.total());
    }

    /** Of two messages of the same time the same one counts, whichever comes last. */
    private boolean isStale(Order before, IncomingOrder incoming) {
        if (incoming.told().isAfter(before.changed())) {
            return false;
        }
        OrderStore.Kept kept = store.kept(before.account(), before.id()).orElseThrow();
        int age = incoming.told().compareTo(kept.told());
        return age < 0 || (age == 0 && Arrays.compareUnsigned(incoming.raw(), kept.raw()) < 0);
    }

    private static Order stale(Order before, IncomingOrder incoming) {
        return incoming.changed().isBefore(before.changed())
                ? before
                : before.in(worse(before, incoming), before.changed());
    }

    /** Where the shop never opens an order again, a message that says so is one that came late. */
    private static Order after(Order before, IncomingOrder incoming) {
        boolean newer = incoming.changed().isAfter(before.changed());
        OrderState state = newer && before.sale().origin().reopens() ? incoming.state() : worse(before, incoming);
        return incoming.as(before.account(), before.id()).in(state, newer ? incoming.changed() : before.changed());
    }

    private static OrderState worse(Order before, IncomingOrder incoming) {
        return switch (before.state()) {
            case OPEN -> incoming.state();
            case RETURNED -> incoming.state() == OrderState.CANCELLED ? OrderState.CANCELLED : OrderState.RETURNED;
            case CANCELLED -> OrderState.CANCELLED;
        };
    }

    private Receipt settle(Step step) {
        Order order = step.order();
        List<Refund> known = refunds.of(order.account(), order.key());
        Refunded refunded = Refunded.of(order, known);
        if (refunded.whole() && order.state() == OrderState.OPEN) {
            order = order.in(OrderState.RETURNED, order.changed());
            store.state(order);
        }
        if (!step.fresh() || refunded.isSomething() || order.state() != OrderState.OPEN) {
            credit.refunded(order, refunded);
        }
        return new Receipt(order, step.fresh(), credits(order), known);
    }

    private List<CreditOrder.Credit> credits(Order order) {
        return credit.of(order.account(), List.of(order.id())).getOrDefault(order.id(), List.of());
    }
}
