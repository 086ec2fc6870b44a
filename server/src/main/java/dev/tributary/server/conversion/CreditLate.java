package dev.tributary.server.conversion;

import dev.tributary.server.order.Order;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is there already when an order is credited late: conversions that were moved in, and such as earn nothing. */
@Component
class CreditLate {
    /** Nobody brings a file of orders that were made just now: those are not looked up. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final MovedInStore movedIn;
    private final ChangeConversions changes;
    private final InstantSource clock;

    CreditLate(MovedInStore movedIn, ChangeConversions changes, InstantSource clock) {
        this.movedIn = movedIn;
        this.changes = changes;
        this.clock = clock;
    }

    /** The conversions by which the order was credited before it came. */
    List<Conversion> before(Order order, Verdict verdict) {
        boolean fresh = order.sale().created().isAfter(clock.instant().minus(FRESH));
        return fresh || verdict.partners().isEmpty()
                ? List.of()
                : movedIn.of(
                        order, verdict.partners().stream().map(Partner::number).toList());
    }

    /** Subscriptions are counted by what was moved in: their orders leave it as it is. */
    void tie(Order order, List<Conversion> before) {
        if (order.sale().subscription().isEmpty()) {
            movedIn.tie(order.account(), order, before);
        }
    }

    /** Lets those earn that were born without earning anything, and whose claim wins by now. */
    boolean qualify(AccountId account, List<Conversion> known, Verdict verdict) {
        List<Conversion> good = known.stream()
                .filter(conversion -> conversion.why().unqualified().isPresent())
                .filter(conversion -> conversion.standing().status() == Status.UNQUALIFIED)
                .filter(conversion -> verdict.winners().stream().anyMatch(claim -> claim.isOf(conversion)))
                .toList();
        good.forEach(conversion -> changes.apply(
                account,
                conversion,
                new StatusChange(Status.PENDING, Optional.empty(), Optional.empty(), Optional.empty())));
        return !good.isEmpty();
    }
}
