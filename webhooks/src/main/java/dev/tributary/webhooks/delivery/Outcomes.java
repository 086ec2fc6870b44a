package dev.tributary.webhooks.delivery;

/**
 * What became of the deliveries that were created in one span of time.
 *
 * @param retrying attempted in vain, to be attempted again
 * @param exhausted given up
 * @param waiting not attempted yet, or held
 * @param cancelled skipped by the owner
 * @param capped whether there were more than these: then these are the newest of them
 */
public record Outcomes(long delivered, long retrying, long exhausted, long waiting, long cancelled, boolean capped) {
    public static final Outcomes NONE = new Outcomes(0, 0, 0, 0, 0, false);

    public long total() {
        return delivered + retrying + exhausted + waiting + cancelled;
    }
}
