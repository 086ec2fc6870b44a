package dev.tributary.webhooks.event;

import java.time.Duration;

/**
 * A transaction that writes and does not end: nothing committed since it began is shown in the feed.
 *
 * @param xid its transaction id
 * @param seenFor how long it has been seen to run, at least
 * @param who its process, application and user, as far as the database lets us know
 */
public record FeedStall(long xid, Duration seenFor, String who) {}
