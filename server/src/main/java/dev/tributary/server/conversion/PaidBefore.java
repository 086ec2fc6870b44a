package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/** Keeps the payments that paid conversions before they were moved in. Implemented by the feature that pays. */
public interface PaidBefore {
    /**
     * Adds a conversion to a payment of the past, which is made if it is not there; nobody is told.
     *
     * @param payment its number; empty for the one that stands for all whose number is not known
     * @param at when it was paid
     * @return the payment's number
     * @throws dev.tributary.server.api.Problem 422 if it can't be part of that payment
     */
    long add(
            AccountId account,
            long affiliate,
            Currency currency,
            BigDecimal commission,
            Optional<Long> payment,
            Instant at);
}
