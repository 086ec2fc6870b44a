package dev.tributary.server.page;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Durations over time as lines, drawn on the server. Where nothing was measured a line has a gap.
 *
 * @param title what is measured, such as {@code Time to answer}
 * @param labels one for each value, such as {@code 14:00}
 */
public record LineChart(String title, List<String> labels, List<Line> lines) {
    /**
     * A line from left to right; the second of a chart is dashed.
     *
     * @param all the figure over all of them, for the legend; empty for none
     */
    public record Line(String name, Tone tone, List<Optional<Duration>> values, Optional<Duration> all) {
        public Line {
            values = List.copyOf(values);
        }
    }

    public LineChart {
        labels = List.copyOf(labels);
        lines = List.copyOf(lines);
    }

    /** The longest duration, never under a millisecond. */
    public Duration top() {
        return lines.stream()
                .flatMap(line -> line.values().stream())
                .flatMap(Optional::stream)
                .max(Duration::compareTo)
                .filter(longest -> longest.toMillis() > 0)
                .orElse(Duration.ofMillis(1));
    }

    /** The chart in words: its title and what each line is over all. */
    public String words() {
        return title + ": "
                + lines.stream()
                        .map(line ->
                                line.name() + " " + line.all().map(Format::took).orElse("none"))
                        .collect(Collectors.joining(", "));
    }

    /** The {@code d} of a line's path. A value without neighbours is a short dash. */
    public String path(Line line) {
        double step = (double) StackedBars.WIDTH / Math.max(labels.size(), 1);
        double scale = (StackedBars.HEIGHT - 2) / (double) top().toMillis();
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int index = 0; index < line.values().size(); index++) {
            Optional<Duration> value = line.values().get(index);
            if (value.isPresent()) {
                double x = index * step + step / 2;
                double y = StackedBars.HEIGHT - 1 - value.get().toMillis() * scale;
                path.append(drawing ? point("L", x, y) : point("M", x - step / 4, y) + point("L", x + step / 4, y));
            }
            drawing = value.isPresent();
        }
        return path.toString();
    }

    private static String point(String move, double x, double y) {
        return String.format(Locale.ENGLISH, "%s%.1f %.1f", move, x, y);
    }
}
