package dev.tributary.webhooks.transport;

import java.time.Duration;
import java.util.Optional;

/** What came back from one attempt. Each case decides something; a case that decides nothing does not belong here. */
public sealed interface Outcome {
    /** How long the attempt took, phase by phase. */
    Timing timing();

    /** 2xx, and the body ended, or 64 KiB of it were read, before the deadline. */
    record Accepted(Answer answer, Timing timing) implements Outcome {}

    /**
     * Any other status.
     *
     * @param retryAfter how long the receiver asked us to wait, from the end of this attempt; never negative
     */
    record Rejected(Answer answer, Optional<Duration> retryAfter, Timing timing) implements Outcome {}

    /**
     * No usable answer.
     *
     * @param detail one sentence for the log, without the resolved address of a private host
     * @param partial what had arrived of an answer, where something had
     */
    record Unreachable(Reason reason, String detail, Optional<Answer> partial, Timing timing) implements Outcome {}

    /**
     * The address policy refused before a byte was sent.
     *
     * @param rule the rule's stable name, such as {@code private-address}
     * @param detail one sentence that names the rule and never the address
     */
    record Forbidden(String rule, String detail, Timing timing) implements Outcome {}

    /**
     * We were stopping, or the fault was ours; no attempt is charged.
     *
     * @param fault one sentence on what of ours was at fault; empty where we were stopping
     */
    record Interrupted(Optional<String> fault, Timing timing) implements Outcome {}

    /** Why there was no usable answer. */
    enum Reason {
        /** The name did not resolve. */
        DNS,
        /** The connection was refused or timed out. */
        CONNECT,
        /** The TLS handshake failed: expired, wrong name, unknown issuer. */
        TLS,
        /** The connection broke while we were sending or reading. */
        RESET,
        /** The deadline over everything passed, slow-drip bodies included. */
        TIMEOUT,
        /** What came back was not HTTP. */
        PROTOCOL
    }
}
