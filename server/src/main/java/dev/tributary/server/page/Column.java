package dev.tributary.server.page;

/**
 * The head of a table's column.
 *
 * @param label what screen readers say; shown unless hidden
 * @param number whether its cells are aligned as numbers: give them the class {@code num}
 * @param hidden whether the label is for screen readers alone, as over a column of buttons
 */
public record Column(String label, boolean number, boolean hidden) {
    public static Column text(String label) {
        return new Column(label, false, false);
    }

    public static Column number(String label) {
        return new Column(label, true, false);
    }

    public static Column unlabelled(String label) {
        return new Column(label, false, true);
    }
}
