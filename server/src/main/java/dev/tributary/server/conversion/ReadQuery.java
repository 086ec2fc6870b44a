package dev.tributary.server.conversion;

import dev.tributary.server.api.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Reads the filters of a list of conversions out of the query; a value that can't be read is a 400 that names it. */
final class ReadQuery {
    private ReadQuery() {}

    static ConversionFilter filter(Map<String, String> query) {
        return new ConversionFilter(
                value(query, "status").map(ReadQuery::status),
                value(query, "affiliate")
                        .map(text -> number(text)
                                .orElseThrow(() -> Problem.badParameter("affiliate", "must be an affiliate's number"))),
                value(query, "since").map(text -> time("since", text)),
                value(query, "until").map(text -> time("until", text)),
                Optional.empty(),
                Optional.empty(),
                value(query, "payment_status").map(ReadQuery::paid),
                value(query, "payment")
                        .map(text -> number(text)
                                .orElseThrow(() -> Problem.badParameter("payment", "must be a payment's number"))));
    }

    /** A number as it stands in paths and queries; empty if it is none. */
    static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Optional<String> value(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name));
    }

    static Status status(String text) {
        return Arrays.stream(Status.values())
                .filter(status -> status.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> Problem.badParameter("status", "must be one of " + Arrays.toString(Status.values())));
    }

    private static PaymentStatus paid(String text) {
        return Arrays.stream(PaymentStatus.values())
                .filter(status -> status.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.badParameter(
                        "payment_status", "must be one of " + Arrays.toString(PaymentStatus.values())));
    }

    private static Instant time(String name, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(Instant.parse("9999-12-31T00:00:00Z"))) {
                return time;
            }
        } catch (DateTimeException unreadable) {
            // falls through: an unreadable time and an impossible one get the same answer
        }
        throw Problem.badParameter(name, "must be a time such as 2026-01-31T12:00:00Z, from 1970 to 9999");
    }
}
