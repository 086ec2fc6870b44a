package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.transport.Header;
import dev.tributary.webhooks.transport.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * An attempt that was made, with what follows from it: there is no way to record one without the other.
 *
 * @param ordered whether others may wait for it, since its endpoint asked for order
 * @param url where it went
 * @param headers as sent
 * @param finishedAt by the clock of the tables
 */
public record Done(
        Leased leased,
        boolean ordered,
        String url,
        List<Header> headers,
        Instant startedAt,
        Instant finishedAt,
        Outcome outcome,
        Verdict verdict) {
    public Done {
        leased = leased.withoutBody(); // which would wait in memory for as long as the database is slow
    }
}
