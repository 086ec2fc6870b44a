package dev.tributary.server.payment;

import dev.tributary.server.api.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/** Reads the filters of the API's list of payments; a value that can't be read is a 400 that names it. */
final class ReadPaymentFilter {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private ReadPaymentFilter() {}

    static PaymentFilter of(Map<String, String> query) {
        return new PaymentFilter(
                Optional.ofNullable(query.get("affiliate")).map(ReadPaymentFilter::affiliate),
                choice(query, "status", PaymentState.BY_NAME),
                choice(query, "method", PaymentMethod.BY_NAME),
                time(query, "since"),
                time(query, "until"));
    }

    /** A number as it stands in paths and queries; empty if it is none. */
    static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static long affiliate(String text) {
        return number(text).orElseThrow(() -> Problem.badParameter("affiliate", "must be an affiliate's number"));
    }

    private static <T> Optional<T> choice(Map<String, String> query, String name, Map<String, T> choices) {
        String text = query.get(name);
        if (text != null && !choices.containsKey(text)) {
            throw Problem.badParameter(name, "must be one of " + String.join(", ", choices.keySet()));
        }
        return text == null ? Optional.empty() : Optional.ofNullable(choices.get(text));
    }

    private static Optional<Instant> time(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name)).map(text -> time(name, text));
    }

    private static Instant time(String name, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException unreadable) {
            // falls through: an unreadable time and an impossible one get the same answer
        }
        throw Problem.badParameter(name, "must be a time such as 2026-01-31T12:00:00Z, from 1970 to 9999");
    }
}
