package dev.tributary.webhooks.delivery;

import java.util.Optional;

/**
 * Which deliveries of one endpoint a person looks for. Empty means any.
 *
 * @param filter its endpoint is not regarded
 * @param codes of the last attempt's answer
 * @param subject such as {@code conversion:12}
 */
public record DeliverySearch(DeliveryFilter filter, Optional<CodeRange> codes, Optional<String> subject) {
    /** Status codes from the one to the other, both included; no answer at all is {@link Answers#NO_ANSWER}. */
    public record CodeRange(int from, int to) {}
}
