package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.transport.Header;
import dev.tributary.webhooks.transport.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * An attempt that was made, with what follows from it: there is no way to record one without the other.
 *
 * @param url where it went
 * @param headers as sent
 * @param finishedAt by the clock of the tables
 */
public record Done(
        Leased leased,
        String url,
        List<Header> headers,
        Instant startedAt,
        Instant finishedAt,
        Outcome outcome,
        Verdict verdict) {}
