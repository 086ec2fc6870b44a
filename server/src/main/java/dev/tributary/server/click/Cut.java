package dev.tributary.server.click;

/** The beginning of a text that is too long. */
final class Cut {
    private Cut() {}

    /** At most so many characters, as people and PostgreSQL count them: never half of an emoji. */
    static String to(int longest, String text) {
        int points = Math.min(longest, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, points));
    }
}
