package dev.tributary.webhooks.replay;

/**
 * How fast a job may go: no more of its deliveries wait for their first attempt than the webhook takes at once, or in a
 * second where it has a rate, so that a fresh event finds no hill before it; and none are added while many wait for a
 * retry, so that a receiver that is down grows none.
 *
 * @param untried that wait for their first attempt, held ones included
 * @param retrying that failed and wait for their next
 */
record Pace(int untried, int retrying) {
    static final int MOST_RETRYING = 500;

    /** How many deliveries may be added now. */
    int room(int maxInFlight, int ratePerSecond) {
        return retrying >= MOST_RETRYING ? 0 : Math.max(0, Math.min(maxInFlight, ratePerSecond) - untried);
    }
}
