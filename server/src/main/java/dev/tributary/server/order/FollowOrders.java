package dev.tributary.server.order;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows orders through the messages of their shops. What is known of an order in the end follows from the set of the
 * messages: the newest one counts, refunds count once each, and what a shop has cancelled stays so, unless it is one that
 * opens orders again. That all of an order was given back is worked out from its refunds each time, since a line may be
 * added to it afterwards.
 */
@Component
class FollowOrders {
    private final OrderStore store;
    private final RefundStore refunds;
    private final SubscriptionStore subscriptions;
    private final DeletionStore deletions;
    private final TakeOverOrders takeOver;
    private final CreditOrder credit;
    private final TransactionTemplate transaction;
    private final UuidV7 ids;
    private final InstantSource clock;

    FollowOrders(
            OrderStore store,
            RefundStore refunds,
            SubscriptionStore subscriptions,
            DeletionStore deletions,
            TakeOverOrders takeOver,
            CreditOrder credit,
            TransactionTemplate transaction,
            UuidV7 ids,
            InstantSource clock) {
        this.store = store;
        this.refunds = refunds;
        this.subscriptions = subscriptions;
        this.deletions = deletions;
        this.takeOver = takeOver;
        this.credit = credit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a message says of an order, and of refunds of it; read in the light of what is known already.
     *
     * @param alone what it says by itself, where other messages are part of {@code order}: who is credited follows from
     *     each message by its own time
     */
    record News(IncomingOrder order, List<IncomingRefund> refunds, Optional<IncomingOrder> alone) {
        News(IncomingOrder order, List<IncomingRefund> refunds) {
            this(order, refunds, Optional.empty());
        }

        News weighing(Optional<IncomingOrder> message) {
            return new News(order, refunds, message);
        }
    }

    Receipt follow(AccountId account, OrderKey key, Function<Optional<Order>, News> read) {
        return transaction.execute(status -> {
            store.queue(account, key);
            Optional<Order> before = store.lock(account, key);
            News news = read.apply(before);
            if (before.isEmpty() && takeOver.of(account, news.order())) {
                before = store.lock(account, key);
                news = read.apply(before);
            }
            news.refunds().forEach(refund -> refunds.keep(account, refund, clock.instant()));
            return settle(before.isPresent() ? next(before.get(), news) : first(account, news.order()));
        });
    }

    /** Its shop has deleted an order. Empty if it has not come yet: that is kept for when it comes. */
    Optional<Receipt> deleted(AccountId account, OrderKey key, Instant heard) {
        return transaction.execute(status -> {
            store.queue(account, key);
            Optional<Order> known = store.lock(account, key);
            if (known.isEmpty()) {
                deletions.keep(account, key, heard);
            }
            return known.map(before -> settle(next(before, new News(deletion(before, heard), List.of()))));
        });
    }

    /** What was heard too early: that its shop has deleted an order that has come since. */
    Optional<Receipt> deletedBefore(AccountId account, OrderKey key) {
        return deletions.of(account, key).flatMap(heard -> deleted(account, key, heard));
    }

    /** A shop that deletes an order says no more than that. */
    private IncomingOrder deletion(Order before, Instant heard) {
        OrderStore.Kept kept = store.kept(before.account(), before.id()).orElseThrow();
        return new IncomingOrder(before.key(), before.sale(), before.clues(), OrderState.CANCELLED, heard, kept.raw());
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
            Optional<Order> known = known(account, refund.order()); // and with it what a source that is gone was told
            refunds.keep(account, refund, clock.instant());
            return known.map(order -> settle(Step.known(order)));
        });
    }

    /** Books what turned out to be a refund of this order only now. Empty if the order has not come yet. */
    Optional<Receipt> settled(AccountId account, OrderKey key) {
        return transaction.execute(status -> {
            store.queue(account, key);
            return known(account, key).map(known -> settle(Step.known(known)));
        });
    }

    /** Notes which subscription an order began. Empty if the order has not come yet; then it will know. */
    Optional<Receipt> subscribed(AccountId account, Began began) {
        OrderKey key = began.order();
        String subscription = began.subscription();
        return transaction.execute(status -> {
            store.queue(account, key);
            subscriptions.keep(account, key, subscription);
            Optional<Order> own = store.lock(account, key);
            Optional<Order> first = own.isEmpty() && takeOver.of(account, began) ? store.lock(account, key) : own;
            return first.map(known -> {
                subscriptions.name(known, subscription);
                credit.subscribed(account, known.id(), subscription);
                return settle(Step.known(known));
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
            return settle(Step.known(after));
        });
    }

    /** Somebody's claim may fit now: an order that nobody claimed is credited, unless its shop has undone it. */
    Optional<Receipt> claim(AccountId account, OrderId id) {
        return anew(account, id, (order, edition) -> credit(order, order, edition, order.told() == OrderState.OPEN));
    }

    /** An older order of its subscription was credited only now: that may change whose it is, or use up the limit. */
    Optional<Receipt> renewed(AccountId account, OrderId id) {
        return anew(account, id, credit::renewed);
    }

    private Optional<Receipt> anew(AccountId account, OrderId id, BiPredicate<Order, Edition> credits) {
        return transaction.execute(status -> store.find(account, id).map(found -> {
            store.queue(account, found.key());
            Order order = store.lock(account, id).orElseThrow();
            Edition edition = store.kept(account, id).orElseThrow().edition();
            return settle(new Step(order, false, credits.test(order, edition)));
        }));
    }

    /** Reads what was kept once more: nothing of it is stale, and what nobody claimed may be claimed now. */
    Receipt again(Order order, News news) {
        news.refunds().forEach(refund -> refunds.keep(order.account(), refund, clock.instant()));
        Order after = NextOrder.after(order, news.order());
        store.update(after, news.order());
        Edition edition = news.order().edition();
        return settle(new Step(after, false, credit(order, after, edition, after.state() == OrderState.OPEN)));
    }

    /** An order as the message leaves it, whether it was new, and whether somebody is credited for it by now. */
    private record Step(Order order, boolean fresh, boolean credited) {
        static Step known(Order order) {
            return new Step(order, false, false);
        }
    }

    private Step first(AccountId account, IncomingOrder incoming) {
        Order order = incoming.as(account, new OrderId(ids.next()));
        store.insert(order, incoming, clock.instant());
        boolean open = order.told() == OrderState.OPEN;
        return new Step(
                order, true, open && !credit.credit(order, incoming.edition()).isEmpty());
    }

    private Step next(Order before, News news) {
        IncomingOrder incoming = news.order();
        Optional<OrderStore.Kept> newer = newer(before, incoming);
        boolean stale = newer.isPresent();
        Order after = stale ? NextOrder.stale(before, incoming) : NextOrder.after(before, incoming);
        if (!stale) {
            store.update(after, incoming);
        } else if (after.told() != before.told()) {
            store.state(after);
        }
        // Late news that an undone order was open once: credited now and undone with it, as if it had come in time.
        boolean open = incoming.state() == OrderState.OPEN;
        boolean wasOpen = open && before.told() != OrderState.OPEN;
        Order told = stale ? incoming.as(before.account(), before.id()) : after;
        boolean newClues = open && !NextOrder.clues(before).equals(NextOrder.clues(told));
        boolean ifUnclaimed = wasOpen || newClues;
        Edition edition = news.alone().orElse(incoming).edition();
        boolean credited = newer.map(kept -> open && credit.late(told, edition, after, kept.edition(), ifUnclaimed))
                .orElseGet(() -> credit(before, after, edition, ifUnclaimed));
        boolean byItself = news.alone()
                .filter(part -> part.state() == OrderState.OPEN)
                .filter(part -> weigh(part, after, incoming))
                .isPresent();
        return new Step(after, false, credited || byItself);
    }

    /** One that is older than the newest message that tells all took no part in what is known of the order now. */
    private boolean weigh(IncomingOrder part, Order after, IncomingOrder whole) {
        Order then = part.as(after.account(), after.id());
        return credit.late(
                then, part.edition(), after, whole.edition(), part.told().isBefore(whole.told()));
    }

    /** Conversions that earn nothing and are kept to be looked at are no claim: without them all would go the same way. */
    private boolean credit(Order before, Order after, Edition edition, boolean ifUnclaimed) {
        boolean changed = NextOrder.isChanged(before, after);
        if (!changed && !ifUnclaimed) {
            return false;
        }
        List<CreditOrder.Credit> known = credits(after);
        if (!known.isEmpty() && changed) {
            credit.edited(after, edition);
        }
        if (!ifUnclaimed) {
            return false;
        }
        return known.isEmpty() ? !credit.credit(after, edition).isEmpty() : credit.unclaimed(after, edition);
    }

    /** The message that counts as newer than this one, which is stale then. */
    private Optional<OrderStore.Kept> newer(Order before, IncomingOrder incoming) {
        return incoming.told().isAfter(before.changed())
                ? Optional.empty()
                : store.kept(before.account(), before.id()).filter(incoming::isOlder);
    }

    private Receipt settle(Step step) {
        Order before = step.order();
        List<Refund> known = refunds.of(before.account(), before.key());
        Refunded refunded = Refunded.of(before, known);
        Order order = before.settled(refunded.whole());
        if (order.state() != before.state()) {
            store.state(order);
        }
        if (!step.fresh() || refunded.isSomething() || order.state() != OrderState.OPEN) {
            credit.refunded(order, refunded);
        }
        return new Receipt(order, step.fresh(), step.credited(), credits(order), known);
    }

    /** The order, also if it is known by a source that is gone. */
    private Optional<Order> known(AccountId account, OrderKey key) {
        Optional<Order> known = store.lock(account, key);
        return known.isEmpty() && takeOver.of(account, key) ? store.lock(account, key) : known;
    }

    private List<CreditOrder.Credit> credits(Order order) {
        return credit.of(order.account(), List.of(order.id())).getOrDefault(order.id(), List.of());
    }
}
