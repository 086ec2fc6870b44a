package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An order as a message tells it.
 *
 * @param changed when its source says it last changed
 * @param raw the message that tells all of it, byte for byte
 * @param told when the source says that {@code raw} was so
 * @param partial newer messages that told some fields alone, oldest first
 */
@SuppressWarnings("ArrayRecordComponent") // kept as evidence; never compared
record IncomingOrder(
        OrderKey key,
        Sale sale,
        Clues clues,
        OrderState state,
        Instant changed,
        byte[] raw,
        Instant told,
        List<byte[]> partial) {
    IncomingOrder {
        partial = List.copyOf(partial);
    }

    /** One message that tells all. */
    IncomingOrder(OrderKey key, Sale sale, Clues clues, OrderState state, Instant changed, byte[] raw) {
        this(key, sale, clues, state, changed, raw, changed, List.of());
    }

    /** The same, which began this subscription unless it says itself which one it is of. */
    IncomingOrder beginning(Optional<String> subscription) {
        return sale.subscription().isPresent() || subscription.isEmpty()
                ? this
                : new IncomingOrder(key, sale.beginning(subscription), clues, state, changed, raw, told, partial);
    }

    Edition edition() {
        return Edition.of(told, raw);
    }

    /** Whether it is older than what is kept. Of two messages of the same time it is always the same one, by its bytes. */
    boolean isOlder(OrderStore.Kept kept) {
        int age = told.compareTo(kept.told());
        return age < 0 || (age == 0 && Arrays.compareUnsigned(raw, kept.raw()) < 0);
    }

    Order as(AccountId account, OrderId id) {
        return new Order(account, id, key, sale, clues, state, changed);
    }
}
