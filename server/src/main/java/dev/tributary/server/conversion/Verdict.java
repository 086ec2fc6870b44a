package dev.tributary.server.conversion;

import java.util.List;

/** Who is credited for an order, and who is not. Both lists in the order in which the claims were weighed. */
record Verdict(List<Claim> winners, List<Loss> losers) {}
