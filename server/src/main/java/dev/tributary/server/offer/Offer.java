package dev.tributary.server.offer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * An offer's terms.
 *
 * @param number unique in the account
 * @param amount per cent, or money in the account's currency where the type is flat
 * @param windowDays how old a click may be, 1–3650
 * @param autoApproveDays after how many days a conversion approves itself, 0 at once; empty for never
 * @param version rises with every change
 */
public record Offer(
        long number,
        String name,
        OfferType type,
        BigDecimal amount,
        int windowDays,
        Optional<Integer> autoApproveDays,
        Instant createdAt,
        long version) {

    /** Whether the terms are the same; who made them when, and how often they changed, does not matter. */
    boolean sameTerms(Offer other) {
        return name.equals(other.name)
                && type == other.type
                && amount.compareTo(other.amount) == 0
                && windowDays == other.windowDays
                && autoApproveDays.equals(other.autoApproveDays);
    }
}
