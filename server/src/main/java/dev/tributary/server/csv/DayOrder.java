package dev.tributary.server.csv;

/** How a file writes days: nothing in {@code 02/03/2026} tells which of the two numbers is the month. */
public enum DayOrder {
    /** Only {@code 2026-03-02}, in which nothing can be mistaken. */
    YEAR_FIRST("Year first: 2026-03-02"),
    /** {@code 03/02/2026} too, which is the 2nd of March. */
    MONTH_FIRST("Month first: 03/02/2026 is 2 March"),
    /** {@code 02/03/2026} or {@code 02.03.2026} too, which is the 2nd of March. */
    DAY_FIRST("Day first: 02/03/2026 is 2 March");

    private final String label;

    DayOrder(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
