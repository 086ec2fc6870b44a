package dev.tributary.server.page;

import java.io.Serializable;

/** A short message over the page, told to screen readers too. */
public record Toast(Tone tone, String text) implements Serializable {
    static final String KEY = "toast";

    public static Toast good(String text) {
        return new Toast(Tone.GOOD, text);
    }

    public static Toast bad(String text) {
        return new Toast(Tone.BAD, text);
    }
}
