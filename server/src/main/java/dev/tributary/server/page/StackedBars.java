package dev.tributary.server.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bars of several series on top of each other, drawn on the server. The first series stands at the bottom.
 *
 * @param title what is counted, such as {@code Deliveries per hour}
 * @param labels one for each bar, such as {@code 14:00}
 */
public record StackedBars(String title, List<String> labels, List<Series> series) {
    /** The view box's, stretched to whatever room there is. */
    public static final int WIDTH = 720;

    public static final int HEIGHT = 120;

    private static final double FILLED = 0.72;
    private static final double LEAST_SEEN = 1.5;

    public StackedBars {
        labels = List.copyOf(labels);
        series = List.copyOf(series);
    }

    /** The two lines of a list's sparkline: what went well and what didn't. */
    public static StackedBars spark(String title, List<Long> good, List<Long> bad) {
        List<String> labels =
                IntStream.range(0, good.size()).mapToObj(String::valueOf).toList();
        return new StackedBars(
                title, labels, List.of(new Series("delivered", Tone.GOOD, good), new Series("failed", Tone.BAD, bad)));
    }

    /** The height of the highest bar in what is counted, never under one. */
    public long top() {
        return IntStream.range(0, labels.size())
                .mapToLong(index ->
                        series.stream().mapToLong(line -> line.at(index)).sum())
                .max()
                .stream()
                .map(highest -> Math.max(highest, 1))
                .findFirst()
                .orElse(1);
    }

    public boolean isEmpty() {
        return series.stream().allMatch(line -> line.total() == 0);
    }

    /** The chart in words: its title and the total of each series. */
    public String words() {
        return title + ": "
                + series.stream()
                        .map(line -> Format.count(line.total()) + " " + line.name())
                        .collect(Collectors.joining(", "));
    }

    /** What to draw. A value that isn't nought is never too low to be seen. */
    public List<Bar> bars() {
        double step = (double) WIDTH / Math.max(labels.size(), 1);
        double scale = (double) HEIGHT / top();
        List<Bar> bars = new ArrayList<>();
        for (int index = 0; index < labels.size(); index++) {
            double floor = HEIGHT;
            for (Series line : series) {
                if (line.at(index) > 0) {
                    double height = Math.max(line.at(index) * scale, LEAST_SEEN);
                    floor -= height;
                    bars.add(
                            new Bar(line.tone(), index * step + step * (1 - FILLED) / 2, floor, step * FILLED, height));
                }
            }
        }
        return bars;
    }
}
