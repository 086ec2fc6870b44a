package dev.tributary.server.csv;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running what strangers typed: a text that begins like a formula is written with an apostrophe
 * before it, and read without. A text that has apostrophes there already gets one more, so that every text comes back as
 * it was.
 */
final class Formulas {
    private static final Pattern RISKY = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("'+[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private Formulas() {}

    static String safe(String text) {
        return RISKY.matcher(text).matches() ? "'" + text : text;
    }

    static String bare(String text) {
        return ESCAPED.matcher(text).matches() ? text.substring(1) : text;
    }
}
