package dev.tributary.server.click;

import dev.tributary.server.page.Format;
import dev.tributary.server.page.Series;
import dev.tributary.server.page.StackedBars;
import dev.tributary.server.page.Tone;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * How many clicks there were, as the page shows it.
 *
 * @param total of all the days
 * @param span the first and the last of them
 */
public record ClickFigures(
        String total, String span, StackedBars byDay, List<Top> affiliates, List<Top> referers, List<Top> subIds) {
    /**
     * What many clicks have in common.
     *
     * @param label as it is shown; empty for clicks without any
     * @param path of the list of these clicks
     */
    public record Top(String label, String path, long clicks) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final String TITLE = "Clicks per day";

    static final ClickFigures NONE =
            new ClickFigures("", "", new StackedBars(TITLE, List.of(), List.of()), List.of(), List.of(), List.of());

    static ClickFigures of(List<DayClicks> days, List<Top> affiliates, List<Top> referers, List<Top> subIds) {
        return new ClickFigures(
                Format.count(days.stream().mapToLong(DayClicks::clicks).sum()),
                name(days.getFirst().day()) + " – " + name(days.getLast().day()),
                chart(days),
                affiliates,
                referers,
                subIds);
    }

    /** The clicks of these days as bars. */
    public static StackedBars chart(List<DayClicks> days) {
        List<Long> counts = days.stream().map(DayClicks::clicks).toList();
        return new StackedBars(
                TITLE,
                days.stream().map(day -> name(day.day())).toList(),
                List.of(new Series("clicks", Tone.GOOD, counts)));
    }

    private static String name(LocalDate day) {
        return DAY.format(day);
    }
}
