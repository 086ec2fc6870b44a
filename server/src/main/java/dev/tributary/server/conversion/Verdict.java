package dev.tributary.server.conversion;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who is credited for an order, and who is not. Both lists in the order in which the claims were weighed. */
record Verdict(List<Claim> winners, List<Loss> losers) {
    /** Whose claims they are, each once. */
    Set<Partner> partners() {
        Set<Partner> partners = new LinkedHashSet<>();
        winners.forEach(claim -> partners.add(claim.partner()));
        losers.forEach(loss -> partners.add(loss.claim().partner()));
        return partners;
    }
}
