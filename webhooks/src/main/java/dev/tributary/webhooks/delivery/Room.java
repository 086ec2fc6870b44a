package dev.tributary.webhooks.delivery;

/**
 * How many due rows an endpoint may be claimed.
 *
 * @param any fresh ones, and where there are too few of them retries and replays
 * @param again retries and replays on top of these
 */
public record Room(int any, int again) {
    public static final Room NONE = new Room(0, 0);
}
