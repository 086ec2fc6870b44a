package dev.tributary.server.api;

import java.time.Duration;
import java.util.Optional;

/** How long a reader is ready to wait for news: the query parameter {@code wait}. */
public final class Wait {
    private static final Duration MOST = Duration.ofSeconds(60);

    private Wait() {}

    /**
     * Reads {@code 0s} … {@code 60s}; the {@code s} may be missing. Nothing means not to wait.
     *
     * @throws Problem 400 for anything else
     */
    public static Duration parse(Optional<String> wait) {
        String text = wait.orElse("0");
        if (text.matches("[0-9]{1,2}s?")) {
            Duration duration = Duration.ofSeconds(Long.parseLong(text.replace("s", "")));
            if (duration.compareTo(MOST) <= 0) {
                return duration;
            }
        }
        throw Problem.badParameter("wait", "must be from 0s to 60s");
    }
}
