package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Born;
import dev.tributary.webhooks.delivery.InsertEvents;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.topic.Topic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What publishing reads and writes, inside the caller's transaction. */
interface EventRows {
    /** Numbers events within their subjects and finds who wants them; the destinations that it names are known then. */
    MatchEvents.Matches match(Transaction transaction, List<NewEvent> events, List<Topic> topics, Instant now);

    /**
     * Inserts events and the deliveries born of them.
     *
     * @param node this node
     * @param token of the leases that deliveries are born with
     */
    void insert(
            Transaction transaction,
            List<InsertEvents.Row> events,
            List<Born> births,
            Instant now,
            UUID node,
            UUID token);
}
