package dev.tributary.server.console;

import dev.tributary.webhooks.endpoint.Failing;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a webhook's attempts succeed.
 *
 * @param failing empty where the newest attempt succeeded
 * @param lastSuccess when something was last delivered; empty where none of the newest deliveries was
 */
public record WebhookHealth(Optional<Failing> failing, Optional<Instant> lastSuccess) {
    /** How many attempts have failed since it last delivered; replays don't count. */
    public int failures() {
        return failing.map(Failing::failures).orElse(0);
    }
}
