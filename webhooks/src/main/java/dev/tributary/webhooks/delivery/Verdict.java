package dev.tributary.webhooks.delivery;

import java.time.Instant;

/** What follows an attempt. */
public sealed interface Verdict {
    record Delivered() implements Verdict {}

    record RetryAt(Instant time) implements Verdict {}

    /**
     * No further attempt.
     *
     * @param gone the receiver answered 410: its endpoint is to be disabled
     */
    record Exhausted(boolean gone) implements Verdict {}

    /** It was no attempt at all: nothing is charged, and the delivery is due again at once. */
    record Uncharged() implements Verdict {}
}
