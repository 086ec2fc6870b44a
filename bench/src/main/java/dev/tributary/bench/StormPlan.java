package dev.tributary.bench;

import java.time.Duration;

/**
 * A storm over bad neighbours.
 *
 * @param webhooks all of them: those whose receivers come back, those that hang, and the others, whose latency is measured
 * @param storms how many come back at once
 * @param hanging how many never answer
 * @param due deliveries that become due at once for those who come back
 * @param perSecond events for the others, a transaction each
 * @param calm how long the others are measured before the storm, and at least in it
 * @param body bytes of a body, about
 */
record StormPlan(int webhooks, int storms, int hanging, int due, int perSecond, Duration calm, int body) {
    /** The default of a webhook. */
    static final int CAP = 32;

    /** Enough to fill what a hanging webhook may have in memory for long. */
    static final int FOR_EACH_HANGING = 200;

    StormPlan {
        if (webhooks < storms + hanging + 1 || webhooks > 10_000) {
            throw new IllegalArgumentException(
                    "--webhooks takes a number from --storms and --hanging and one more up to 10000");
        }
        if (hanging < 0
                || storms < 1
                || due % storms != 0
                || due < 1
                || perSecond < 1
                || calm.toMillis() < 1
                || body < 64) {
            throw new IllegalArgumentException(
                    "every number must be positive, a body has at least 64 bytes, and --due is shared evenly by --storms");
        }
    }

    /** The first of the others. */
    int first() {
        return storms + hanging;
    }
}
