package dev.tributary.webhooks.transport;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a Retry-After header: whole seconds or an HTTP date. Anything else counts as not said. */
final class RetryAfter {
    private static final int MAX_DIGITS = 9;
    /** The three spellings that RFC 9110 asks recipients to know, the usual one first. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.US),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /** The wait from {@code now}: never negative, and uncapped but for 999,999,999 s. */
    static Optional<Duration> parse(String value, Instant now) {
        String text = value.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(seconds(text)));
        }
        return DATES.stream()
                .flatMap(format -> date(text, format).stream())
                .findFirst()
                .map(until -> wait(now, until));
    }

    private static Optional<Instant> date(String text, DateTimeFormatter format) {
        try {
            return Optional.of(ZonedDateTime.parse(text, format).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Duration wait(Instant now, Instant until) {
        return now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
    }

    private static long seconds(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > MAX_DIGITS ? 999_999_999 : Long.parseLong(significant);
    }
}
