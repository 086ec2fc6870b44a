package dev.tributary.server.conversion;

import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;

/**
 * Which conversions are to be paid, among those that can be.
 *
 * @param affiliates of these; empty for all affiliates
 * @param currency in this one; empty for all
 * @param from of orders made then or later; empty for all. What was taken back before it counts nonetheless: else who
 *     owes something back would be paid as if nothing were owed
 * @param until of orders and refunds made before; empty for all
 */
public record Payable(
        Optional<Set<Long>> affiliates, Optional<Currency> currency, Optional<Instant> from, Optional<Instant> until) {
    public Payable {
        affiliates = affiliates.map(Set::copyOf);
    }
}
