package dev.tributary.server.conversion;

import dev.tributary.server.order.Order;
import dev.tributary.server.order.OrderId;
import dev.tributary.server.order.OrderState;
import dev.tributary.server.order.Refunded;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Brings the conversions of an order in line with what was given back of it; see {@link TakenBack}. */
@Component
class SettleRefunds {
    private final ConversionStore store;
    private final EarnedStore earned;
    private final ChangeConversions changes;
    private final InstantSource clock;

    SettleRefunds(ConversionStore store, EarnedStore earned, ChangeConversions changes, InstantSource clock) {
        this.store = store;
        this.earned = earned;
        this.changes = changes;
        this.clock = clock;
    }

    /** Waits for who else changes conversions of the order, and keeps them waiting until the transaction ends. */
    void queue(AccountId account, OrderId order) {
        store.lockOf(account, order);
    }

    /** Settles, inside the caller's transaction, which has locked the order. */
    void settle(Order order, Refunded refunded) {
        AccountId account = order.account();
        List<Conversion> all = store.lockOf(account, order.id());
        Map<Long, Earned> parts = earned.of(account, order.id());
        Map<Long, List<Conversion>> refunds = all.stream()
                .filter(conversion -> conversion.refundOf().isPresent())
                .collect(Collectors.groupingBy(refund -> refund.refundOf().orElseThrow()));
        for (Conversion first : all) {
            if (first.refundOf().isEmpty()) {
                List<Conversion> before = refunds.getOrDefault(first.number(), List.of());
                Optional<Earned> own = Optional.ofNullable(parts.get(first.number()));
                TakenBack decision = TakenBack.of(first, own, before, order, refunded);
                changes.book(account, first, decision, at(order, refunded));
            }
        }
    }

    /** The shop's own time, unless its clock is ahead of ours. */
    private Instant at(Order order, Refunded refunded) {
        Instant told = refunded.at().orElse(order.changed());
        Instant at = order.state() == OrderState.CANCELLED && told.isBefore(order.changed()) ? order.changed() : told;
        Instant now = clock.instant();
        return at.isAfter(now) ? now : at;
    }
}
