package dev.tributary.server.order;

import dev.tributary.server.click.Clicks;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The orders of all accounts. An order, its conversions and the events that tell of them commit together; a second
 * message about the same order waits for that commit.
 */
@Component
public class Orders {
    private final OrderStore store;
    private final RefundStore refunds;
    private final FollowOrders messages;
    private final ClaimRenewals renewals;
    private final CreditOrder credit;
    private final Clicks clicks;
    private final TransactionTemplate transaction;
    private final UuidV7 ids;
    private final InstantSource clock;

    Orders(
            OrderStore store,
            RefundStore refunds,
            FollowOrders messages,
            ClaimRenewals renewals,
            CreditOrder credit,
            Clicks clicks,
            TransactionTemplate transaction,
            UuidV7 ids,
            InstantSource clock) {
        this.store = store;
        this.refunds = refunds;
        this.messages = messages;
        this.renewals = renewals;
        this.credit = credit;
        this.clicks = clicks;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    public Optional<Order> find(AccountId account, OrderId id) {
        return store.find(account, id);
    }

    /**
     * The order that a person means.
     *
     * @param name an {@code ord_} id, or the order's number in its shop
     * @return empty if there is none, or if several shops of the account have one of that number
     */
    public Optional<Order> named(AccountId account, String name) {
        return OrderId.parse(name).flatMap(id -> find(account, id)).or(() -> {
            List<Order> found = store.byReference(account, name);
            return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        });
    }

    /** Whether any has ever come in. */
    public boolean any(AccountId account) {
        return !store.page(account, Optional.empty(), 1).isEmpty();
    }

    /** How many orders were first heard of since then; tests are not counted. */
    public long count(AccountId account, Instant since) {
        return store.count(account, since);
    }

    /** What {@link #take} would make of it; empty if the order is known already. */
    Optional<List<CreditOrder.Credit>> foresee(AccountId account, IncomingOrder incoming) {
        return store.find(account, incoming.key()).isPresent()
                ? Optional.empty()
                : Optional.of(credit.foresee(incoming.as(account, new OrderId(ids.next())), incoming.edition()));
    }

    /** Takes an order once: the same key again answers with the first result, whatever else the message says. */
    Receipt take(AccountId account, IncomingOrder incoming) {
        clicks.settle(); // the click that led to the order may have come only now
        return renewals.after(transaction.execute(status -> {
            Order order = incoming.as(account, new OrderId(ids.next()));
            return store.insert(order, incoming, clock.instant())
                    ? take(order, incoming.edition())
                    : known(store.lock(account, incoming.key()).orElseThrow());
        }));
    }

    /** Follows an order through the messages of its shop: what they say now counts, unless they are stale. */
    Receipt follow(AccountId account, IncomingOrder incoming) {
        return follow(account, incoming, List.of());
    }

    /** The same, of a shop whose messages about orders tell of their refunds, too. */
    Receipt follow(AccountId account, IncomingOrder incoming, List<IncomingRefund> told) {
        return follow(account, incoming.key(), before -> new FollowOrders.News(incoming, told));
    }

    /** The same, of a shop whose messages may leave out what has been told. */
    Receipt follow(AccountId account, OrderKey key, Function<Optional<Order>, FollowOrders.News> read) {
        clicks.settle(); // the click that led to the order may have come only now
        return renewals.after(messages.follow(account, key, read));
    }

    /**
     * Its shop has deleted an order, and says no more than that.
     *
     * @return empty if it is not known; if it comes yet it is deleted then
     */
    Optional<Receipt> deleted(AccountId account, OrderKey key, Instant heard) {
        return messages.deleted(account, key, heard);
    }

    /** The same, if that was heard before the order came. */
    Receipt deletedBefore(AccountId account, Receipt receipt) {
        return messages.deletedBefore(account, receipt.order().key()).orElse(receipt);
    }

    /**
     * Books a refund, once: the same key of the same source again changes nothing. One that comes before its order is
     * kept, and booked when the order comes. For shops that tell a sum see {@link Refund#soFar}.
     *
     * @return the order as it is now; empty if it has not come yet
     */
    Optional<Receipt> refunded(AccountId account, IncomingRefund refund) {
        return messages.refunded(account, refund.order(), () -> refund);
    }

    /** The same, where it turns out only then whose it is: nobody who tells it under that name comes in between. */
    Optional<Receipt> refunded(AccountId account, OrderKey name, Supplier<IncomingRefund> read) {
        return messages.refunded(account, name, read);
    }

    /** Books what turned out to be a refund of this order only now. */
    Optional<Receipt> settled(AccountId account, OrderKey key) {
        return messages.settled(account, key);
    }

    /** Notes which subscription an order began, also if the order has not come yet. */
    Optional<Receipt> subscribed(AccountId account, Began began) {
        return renewals.began(messages.subscribed(account, began), began.subscription());
    }

    Optional<Receipt> receipt(AccountId account, OrderId id) {
        return store.find(account, id).map(this::known);
    }

    List<Receipt> page(AccountId account, Optional<OrderId> before, int limit) {
        return receipts(account, store.page(account, before.map(OrderId::value), limit));
    }

    List<Receipt> page(AccountId account, OrderFilter filter, Optional<OrderId> before, int limit) {
        return receipts(account, store.page(account, filter, before.map(OrderId::value), limit));
    }

    /** The newest message about the order, byte for byte. */
    Optional<byte[]> raw(AccountId account, OrderId id) {
        return store.raw(account, id);
    }

    private List<Receipt> receipts(AccountId account, List<Order> orders) {
        Map<OrderId, List<CreditOrder.Credit>> credits =
                credit.of(account, orders.stream().map(Order::id).toList());
        Map<OrderKey, List<Refund>> given =
                refunds.of(account, orders.stream().map(Order::key).toList());
        return orders.stream()
                .map(order -> new Receipt(
                        order,
                        false,
                        false,
                        credits.getOrDefault(order.id(), List.of()),
                        given.getOrDefault(order.key(), List.of())))
                .toList();
    }

    private Receipt take(Order order, Edition edition) {
        List<CreditOrder.Credit> credits = order.state() == OrderState.OPEN ? credit.credit(order, edition) : List.of();
        return new Receipt(order, true, !credits.isEmpty(), credits, List.of());
    }

    private Receipt known(Order order) {
        return receipts(order.account(), List.of(order)).getFirst();
    }
}
