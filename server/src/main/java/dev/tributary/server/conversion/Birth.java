package dev.tributary.server.conversion;

import dev.tributary.server.order.CreditOrder.Credit;
import dev.tributary.server.order.Edition;
import java.time.Instant;
import java.util.Optional;

/**
 * A conversion about to be stored.
 *
 * @param approveAt when the offer approves it by itself
 * @param earned what the order's parts earned, so that a refund can take it back
 * @param decided the message by which the order was credited; empty where a person or a file did it
 * @param movedIn whether it was credited elsewhere, and came by a file
 */
record Birth(
        ConversionSnapshot snapshot,
        Optional<Instant> approveAt,
        Optional<Earned> earned,
        Optional<Edition> decided,
        boolean movedIn) {
    Birth(
            ConversionSnapshot snapshot,
            Optional<Instant> approveAt,
            Optional<Earned> earned,
            Optional<Edition> decided) {
        this(snapshot, approveAt, earned, decided, false);
    }

    /** One whose parts nobody knows. */
    Birth(ConversionSnapshot snapshot, Optional<Instant> approveAt) {
        this(snapshot, approveAt, Optional.empty(), Optional.empty());
    }

    /** The same in place of a conversion that earned nothing since it was born: that keeps its number and its note. */
    Birth inPlaceOf(Conversion nothing, Instant now) {
        Conversion.Standing standing =
                conversion().standing().noted(nothing.standing().notes());
        ConversionSnapshot again =
                new ConversionSnapshot(conversion().changed(standing, now), snapshot.affiliate(), snapshot.offer());
        return new Birth(again, approveAt, earned, decided);
    }

    static Birth movedIn(ConversionSnapshot snapshot) {
        return new Birth(snapshot, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    Conversion conversion() {
        return snapshot.conversion();
    }

    Credit credit() {
        return credit(conversion());
    }

    static Credit credit(Conversion conversion) {
        return new Credit(
                conversion.number(),
                conversion.affiliate(),
                conversion.why().mechanism().name(),
                conversion.standing().status().name(),
                conversion.worth().total(),
                conversion.worth().commission(),
                conversion.worth().currency().getCurrencyCode(),
                conversion.refundOf());
    }
}
