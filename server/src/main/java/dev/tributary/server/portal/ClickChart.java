package dev.tributary.server.portal;

import dev.tributary.server.click.DayClicks;
import dev.tributary.server.page.Series;
import dev.tributary.server.page.StackedBars;
import dev.tributary.server.page.Tone;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Clicks by day as bars. */
final class ClickChart {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private ClickChart() {}

    static StackedBars of(List<DayClicks> days) {
        return new StackedBars(
                "Clicks by day",
                days.stream().map(day -> DAY.format(day.day())).toList(),
                List.of(new Series(
                        "clicks",
                        Tone.BUSY,
                        days.stream().map(DayClicks::clicks).toList())));
    }
}
