package dev.tributary.server.app;

import java.util.function.Supplier;

/**
 * What the doctor found about one thing.
 *
 * @param line how it is; where it is not well, what to do
 */
record Finding(String subject, boolean well, String line) {
    static Finding well(String subject, String line) {
        return new Finding(subject, true, line);
    }

    static Finding ill(String subject, String line) {
        return new Finding(subject, false, line);
    }

    /** A look that may fail to start: the failure's line is the finding. */
    static Finding of(String subject, Supplier<Finding> look) {
        try {
            return look.get();
        } catch (RuntimeException e) {
            return ill(subject, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return "%-5s %-12s %s".formatted(well ? "ok" : "FIX", subject, line);
    }
}
