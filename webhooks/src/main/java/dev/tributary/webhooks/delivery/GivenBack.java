package dev.tributary.webhooks.delivery;

import java.time.Duration;

/**
 * A lease that this node won't use.
 *
 * @param pause before the delivery is due again; zero unless trying again at once would fail again
 */
public record GivenBack(Leased leased, Duration pause) {
    public GivenBack {
        leased = leased.withoutBody(); // which would wait in memory for as long as the database is slow
    }
}
