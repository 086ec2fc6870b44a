package dev.tributary.server.click;

import dev.tributary.server.page.FilterQuery;
import dev.tributary.server.page.Filters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The filters of the console's clicks.
 *
 * @param url what was asked
 * @param filter what was read of it
 * @param days those that the figures are of: as asked, or the last thirty
 */
record ClickQuery(FilterQuery url, ClickFilter filter, Days days) {
    private static final List<String> NAMES = List.of("affiliate", "subid", "referer", "from", "to");
    private static final int USUAL_DAYS = 30;

    static ClickQuery read(Map<String, String> query, ZoneId zone, Instant now) {
        FilterQuery url = new FilterQuery(ClickPages.PATH, query, NAMES);
        Optional<Instant> since = url.day("from", zone, false);
        Optional<Instant> until = url.day("to", zone, true);
        ClickFilter filter = new ClickFilter(
                url.value("affiliate", ClickQuery::number, "must be an affiliate's number"),
                url.text("subid"),
                url.text("referer").map(host -> host.toLowerCase(Locale.ROOT)),
                since,
                until);
        return new ClickQuery(url, filter, days(since, until, zone, now));
    }

    /** The URL of the same clicks, narrowed to one value more. */
    String narrowed(String name, String value) {
        Filters filters = Filters.at(ClickPages.PATH);
        for (String asked : NAMES) {
            filters = filters.with(asked, url.text(asked).orElse(""));
        }
        return filters.with(name, value).url();
    }

    /** Of too many days, the last ones. */
    private static Days days(Optional<Instant> since, Optional<Instant> until, ZoneId zone, Instant now) {
        LocalDate last = LocalDate.ofInstant(until.map(end -> end.minusNanos(1)).orElse(now), zone);
        LocalDate first = since.map(begin -> LocalDate.ofInstant(begin, zone)).orElse(last.minusDays(USUAL_DAYS - 1));
        LocalDate earliest = last.minusDays(Days.MOST - 1);
        LocalDate sound = first.isBefore(earliest) ? earliest : first;
        return new Days(sound.isAfter(last) ? last : sound, last, zone);
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
