package dev.tributary.server.click;

import dev.tributary.server.api.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what the API's lists and figures of clicks are narrowed to; what can't be read is a 400 that names it. */
final class ReadClickQuery {
    private static final int USUAL_DAYS = 30;
    private static final int LONGEST = 255;
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    private final Map<String, String> query;
    private final ZoneId zone;

    ReadClickQuery(Map<String, String> query, ZoneId zone) {
        this.query = query;
        this.zone = zone;
    }

    ClickFilter filter() {
        return new ClickFilter(
                text("affiliate").map(ReadClickQuery::number),
                text("sub_id"),
                text("referer").map(host -> host.toLowerCase(Locale.ROOT)),
                time("since"),
                time("until"));
    }

    /** The days from {@code since} until {@code until}; the last thirty where neither is given. */
    Days days(Instant now) {
        Instant until = time("until").map(time -> time.minusNanos(1)).orElse(now);
        LocalDate last = LocalDate.ofInstant(until, zone);
        LocalDate first =
                time("since").map(time -> LocalDate.ofInstant(time, zone)).orElse(last.minusDays(USUAL_DAYS - 1));
        if (last.isBefore(first)) {
            throw Problem.badParameter("until", "must be later than since");
        }
        if (ChronoUnit.DAYS.between(first, last) >= Days.MOST) {
            throw Problem.badParameter("since", "must be at most " + Days.MOST + " days before until");
        }
        return new Days(first, last, zone);
    }

    static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Problem.badParameter("affiliate", "must be an affiliate's number");
        }
        return Long.parseLong(text);
    }

    private Optional<String> text(String name) {
        Optional<String> text = Optional.ofNullable(query.get(name)).map(String::strip);
        if (text.filter(value -> value.length() > LONGEST || value.indexOf('\0') >= 0)
                .isPresent()) {
            throw Problem.badParameter(name, "must have at most " + LONGEST + " characters, and no NUL");
        }
        return text.filter(value -> !value.isEmpty());
    }

    /** A time, or a day as the account counts it. */
    private Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                Instant time = text.length() == "2026-01-31".length()
                        ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
                if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
                    return time;
                }
            } catch (DateTimeException unreadable) {
                // falls through: an unreadable time and an impossible one get the same answer
            }
            throw Problem.badParameter(
                    name, "must be a time such as 2026-01-31T12:00:00Z or a day such as 2026-01-31, from 1970 on");
        });
    }
}
