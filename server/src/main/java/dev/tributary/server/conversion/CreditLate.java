package dev.tributary.server.conversion;

import dev.tributary.server.order.Order;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What is there already when an order is credited late: conversions that were moved in, and such as earn nothing. */
@Component
class CreditLate {
    /** Nobody brings a file of orders that were made just now: those are not looked up. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final MovedInStore movedIn;
    private final RecordConversions births;
    private final InstantSource clock;

    CreditLate(MovedInStore movedIn, RecordConversions births, InstantSource clock) {
        this.movedIn = movedIn;
        this.births = births;
        this.clock = clock;
    }

    /** The conversions by which the order was credited before it came, also if they are tied to it by now. */
    List<Conversion> before(Order order, Verdict verdict) {
        return verdict.partners().isEmpty()
                ? List.of()
                : before(order, verdict.partners().stream().map(Partner::number).toList());
    }

    /**
     * Whether an order that has conversions was credited before it came. Those of other days are of another order, unless
     * one of its messages said otherwise.
     */
    boolean isPast(Order order) {
        return !before(order, List.of()).isEmpty();
    }

    private List<Conversion> before(Order order, List<Long> affiliates) {
        boolean fresh = order.sale().created().isAfter(clock.instant().minus(FRESH));
        return fresh ? List.of() : movedIn.of(order, affiliates);
    }

    /** Subscriptions are counted by what was moved in: their orders leave it as it is. */
    void tie(Order order, List<Conversion> before) {
        movedIn.past(order.account(), order);
        if (order.sale().subscription().isEmpty()) {
            movedIn.tie(order.account(), order, before);
        }
    }

    /**
     * Lets those earn whose claim wins by now: by the conversion that was born of it without earning anything, which is
     * born again, else by a new one.
     *
     * @param known the order's conversions, locked
     * @return whether somebody earns by that
     */
    boolean qualify(Judgement judgement, List<Conversion> known) {
        List<Birth> again = known.stream()
                .filter(CreditLate::earnsNothing)
                .flatMap(nothing -> again(judgement, nothing))
                .toList();
        List<Credited.Unnumbered> others =
                judgement.winners(claim -> known.stream().noneMatch(claim::isOf));
        return !births.withAgain(judgement.account(), again, others).isEmpty();
    }

    /** Lets one alone earn that was born without earning anything, and whose claim wins by now. */
    void bearAgain(Judgement judgement, Conversion nothing) {
        births.withAgain(judgement.account(), again(judgement, nothing).toList(), List.of());
    }

    private Stream<Birth> again(Judgement judgement, Conversion nothing) {
        return judgement.winners(claim -> claim.isOf(nothing)).stream()
                .map(good -> good.numbered(nothing.number()).inPlaceOf(nothing, clock.instant()));
    }

    /** Since it was born: a credit that a person has disqualified stays so. */
    static boolean earnsNothing(Conversion conversion) {
        return conversion.standing().status() == Status.UNQUALIFIED
                && conversion.why().unqualified().isPresent();
    }
}
