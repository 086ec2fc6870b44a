package dev.tributary.server.order;

import java.time.Instant;
import java.util.Optional;

/**
 * How a source is doing; times are to within a minute.
 *
 * @param received when its door last took a message
 * @param refused when a message last came whose signature did not fit
 */
public record SourceLight(Optional<Instant> received, Optional<Instant> refused) {
    static final SourceLight DARK = new SourceLight(Optional.empty(), Optional.empty());

    /** Whether the newest message was refused. */
    public boolean isRefusing() {
        return refused.filter(at -> received.isEmpty() || received.get().isBefore(at))
                .isPresent();
    }
}
