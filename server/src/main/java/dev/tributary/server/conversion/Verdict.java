package dev.tributary.server.conversion;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is credited for an order, and who is not. Both lists in the order in which the claims were weighed. */
record Verdict(List<Claim> winners, List<Loss> losers) {
    /** All of them, the winners first. */
    Stream<Claim> claims() {
        return Stream.concat(winners.stream(), losers.stream().map(Loss::claim));
    }

    /** The same where the order is somebody else's already. */
    Verdict outranked() {
        Stream<Loss> beaten = winners.stream().map(claim -> new Loss(claim, LossReason.OUTRANKED));
        return new Verdict(List.of(), Stream.concat(beaten, losers.stream()).toList());
    }

    /** Whose claims they are, each once. */
    Set<Partner> partners() {
        return claims().map(Claim::partner).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
