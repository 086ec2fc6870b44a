package dev.tributary.server.order;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The orders of all accounts. An order, its conversions and the events that tell of them commit together; a second
 * message about the same order waits for that commit.
 */
@Component
public class Orders {
    private final OrderStore store;
    private final CreditOrder credit;
    private final TransactionTemplate transaction;
    private final UuidV7 ids;
    private final InstantSource clock;

    Orders(OrderStore store, CreditOrder credit, TransactionTemplate transaction, UuidV7 ids, InstantSource clock) {
        this.store = store;
        this.credit = credit;
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

    /** How many orders were first heard of since then. */
    public long count(AccountId account, Instant since) {
        return store.count(account, since);
    }

    /** What {@link #take} would make of it; empty if the order is known already. */
    Optional<List<CreditOrder.Credit>> foresee(AccountId account, IncomingOrder incoming) {
        return store.find(account, incoming.key()).isPresent()
                ? Optional.empty()
                : Optional.of(credit.foresee(incoming.as(account, new OrderId(ids.next()))));
    }

    /** Takes an order once: the same key again answers with the first result, whatever else the message says. */
    Receipt take(AccountId account, IncomingOrder incoming) {
        return transaction.execute(status -> {
            Order order = incoming.as(account, new OrderId(ids.next()));
            return store.insert(order, incoming.raw(), clock.instant())
                    ? new Receipt(order, true, credit(order))
                    : known(store.lock(account, incoming.key()).orElseThrow());
        });
    }

    /** Follows an order through the messages of its shop: what they say now counts, unless they are stale. */
    Receipt follow(AccountId account, IncomingOrder incoming) {
        return transaction.execute(status -> {
            Order order = incoming.as(account, new OrderId(ids.next()));
            if (store.insert(order, incoming.raw(), clock.instant())) {
                return new Receipt(order, true, credit(order));
            }
            Order before = store.lock(account, incoming.key()).orElseThrow();
            if (incoming.changed().isBefore(before.changed())) {
                return known(before);
            }
            Order after = after(before, incoming);
            store.update(after, incoming.raw());
            return react(before, after);
        });
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
        return orders.stream()
                .map(order -> new Receipt(order, false, credits.getOrDefault(order.id(), List.of())))
                .toList();
    }

    /** No shop opens an order again that it has undone, so a message that says so is one that came late. */
    private static Order after(Order before, IncomingOrder incoming) {
        Order after = incoming.as(before.account(), before.id());
        if (before.state() == OrderState.OPEN) {
            return after;
        }
        return new Order(
                after.account(), after.id(), after.key(), after.sale(), after.clues(), before.state(), after.changed());
    }

    private Receipt react(Order before, Order after) {
        if (after.state() != OrderState.OPEN) {
            if (before.state() == OrderState.OPEN) {
                credit.undone(after);
            }
            return known(after);
        }
        Receipt known = known(after);
        boolean newClues = !before.clues().equals(after.clues());
        return known.credits().isEmpty() && newClues ? new Receipt(after, false, credit(after)) : known;
    }

    private List<CreditOrder.Credit> credit(Order order) {
        return order.state() == OrderState.OPEN ? credit.credit(order) : List.of();
    }

    private Receipt known(Order order) {
        List<CreditOrder.Credit> credits =
                credit.of(order.account(), List.of(order.id())).getOrDefault(order.id(), List.of());
        return new Receipt(order, false, credits);
    }
}
