package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.endpoint.EndpointId;
import java.util.Optional;

/**
 * Which deliveries somebody looks for. Empty means any.
 *
 * @param codes of the last attempt's answer
 * @param subject such as {@code conversion:12}
 */
public record DeliverySearch(DeliveryFilter filter, Optional<CodeRange> codes, Optional<String> subject) {
    /** By a filter alone. */
    public static DeliverySearch of(DeliveryFilter filter) {
        return new DeliverySearch(filter, Optional.empty(), Optional.empty());
    }

    /** The same, of one endpoint. */
    public DeliverySearch in(EndpointId endpoint) {
        return new DeliverySearch(filter.in(endpoint), codes, subject);
    }

    /** Whether every delivery of its endpoints and time fits. */
    boolean fitsAll() {
        return filter.states().isEmpty() && filter.topics().isEmpty() && codes.isEmpty() && subject.isEmpty();
    }

    /** Status codes from the one to the other, both included; no answer at all is {@link Answers#NO_ANSWER}. */
    public record CodeRange(int from, int to) {
        /** Reads {@code 503}, {@code 5xx} or {@code none}; empty for anything else. */
        public static Optional<CodeRange> parse(String text) {
            if (text.equals("none")) {
                return Optional.of(new CodeRange(Answers.NO_ANSWER, Answers.NO_ANSWER));
            }
            if (text.matches("[1-9]xx")) {
                int first = Integer.parseInt(text.substring(0, 1)) * 100;
                return Optional.of(new CodeRange(first, first + 99));
            }
            return text.matches("[1-9][0-9]{2}")
                    ? Optional.of(new CodeRange(Integer.parseInt(text), Integer.parseInt(text)))
                    : Optional.empty();
        }

        /** As {@link #parse} reads it. */
        public String text() {
            return from == Answers.NO_ANSWER ? "none" : from == to ? Integer.toString(from) : from / 100 + "xx";
        }
    }
}
