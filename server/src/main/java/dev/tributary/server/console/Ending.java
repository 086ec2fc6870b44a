package dev.tributary.server.console;

import dev.tributary.server.page.Format;
import java.time.Duration;
import java.time.Instant;

/**
 * When an older secret stops signing.
 *
 * @param left how long that is from now, such as {@code 23 h}
 */
public record Ending(Instant at, String left) {
    static Ending of(Instant at, Instant now) {
        Duration left = Duration.between(now, at);
        return new Ending(at, Format.took(left.isNegative() ? Duration.ZERO : left));
    }
}
