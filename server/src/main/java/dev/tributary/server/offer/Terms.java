package dev.tributary.server.offer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** What an offer says, without which offer it is; the fields are those of {@link Offer}. */
public record Terms(String name, OfferType type, BigDecimal amount, int windowDays, Optional<Integer> autoApproveDays) {

    /** How old a click may be unless the offer says otherwise, in days. */
    public static final int DEFAULT_WINDOW = 30;

    Offer offer(long number, Instant createdAt, long version) {
        return new Offer(number, name, type, amount, windowDays, autoApproveDays, createdAt, version);
    }
}
