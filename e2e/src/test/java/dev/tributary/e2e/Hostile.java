package dev.tributary.e2e;

/** Texts that a merchant's data may hold and that must stay texts, in their place. */
final class Hostile {
    static final String MARKUP = "</a></script><script>alert(1)</script><img src=x onerror=alert(2)>";
    /** Overrides the direction of all that follows, and never takes it back. */
    static final String BACKWARDS = "\u202E\u05D0\u05D1\u05D2 \u0645\u0631\u062D\u0628\u0627";

    private Hostile() {}

    /** All of it at once, this long, without a place to break the line. */
    static String text(int length) {
        String start = MARKUP + BACKWARDS;
        return start.length() > length ? start.substring(0, length) : start + "W".repeat(length - start.length());
    }
}
