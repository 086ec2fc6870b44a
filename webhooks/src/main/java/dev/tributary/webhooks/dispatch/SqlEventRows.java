package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Born;
import dev.tributary.webhooks.delivery.InsertEvents;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.sql.DatabaseFault;
import dev.tributary.webhooks.topic.Topic;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@link EventRows} in PostgreSQL: two statements, whatever the number of events. */
final class SqlEventRows implements EventRows {
    private final KnownDestinations known;

    SqlEventRows(KnownDestinations known) {
        this.known = known;
    }

    @Override
    public MatchEvents.Matches match(Transaction transaction, List<NewEvent> events, List<Topic> topics, Instant now) {
        try {
            MatchEvents.Matches matches = MatchEvents.run(transaction.connection(), events, topics);
            known.refresh(transaction.connection(), versions(matches), now);
            return matches;
        } catch (SQLException e) {
            throw new DatabaseFault(e);
        }
    }

    @Override
    public void insert(
            Transaction transaction,
            List<InsertEvents.Row> events,
            List<Born> births,
            Instant now,
            UUID node,
            UUID token) {
        try {
            InsertEvents.run(transaction.connection(), events, births, now, node, token);
        } catch (SQLException e) {
            throw new DatabaseFault(e);
        }
    }

    private static Map<EndpointId, Long> versions(MatchEvents.Matches matches) {
        Map<EndpointId, Long> versions = new HashMap<>();
        matches.rows()
                .forEach(match -> match.by()
                        .filter(MatchEvents.Wanted::active)
                        .ifPresent(wanted -> versions.put(wanted.endpoint(), wanted.version())));
        return versions;
    }
}
