package dev.tributary.webhooks.event;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An account's events in commit order. Transactions commit out of the order of their ids, so a reader sees only events
 * of transactions below the oldest one still running: whoever follows the positions skips none.
 */
public final class Feed {
    private static final String COLUMNS = "id, topic, subject, sequence, occurred_at, epoch, xid, standard, classic";
    private static final FeedPosition START = new FeedPosition(0, 0, new UUID(0, 0));

    private final Database database;

    public Feed(Database database) {
        this.database = database;
    }

    /**
     * The next events.
     *
     * @param after where the reader stands; empty for the beginning of what is kept
     * @param topics only these types; empty for all
     */
    public List<Event> after(AccountId account, Optional<FeedPosition> after, Set<String> topics, int limit) {
        FeedPosition from = after.orElse(START);
        return database.read(connection -> Rows.list(
                connection,
                "select " + COLUMNS + """
                 from event
                where account_id = ?
                  and (epoch, xid, id) > (?, ?::text::xid8, ?)
                  and (xid < pg_snapshot_xmin(pg_current_snapshot()) or epoch < (select epoch from engine_state))
                  and (cardinality(?) = 0 or topic = any(?))
                order by epoch, xid, id limit ?
                """,
                Feed::read,
                account.value(),
                from.epoch(),
                Long.toString(from.xid()),
                from.id(),
                topics.toArray(String[]::new),
                topics.toArray(String[]::new),
                limit));
    }

    /** The last that happened, newest first, and whether anybody listens. */
    public List<Happening> newest(AccountId account, int limit) {
        return database.read(connection -> Rows.list(
                connection,
                """
                select e.*, exists (select 1 from delivery d where d.event_id = e.id) as heard
                from (select id, topic, subject, sequence, occurred_at, epoch, xid from event
                    where account_id = ? order by epoch desc, xid desc, id desc limit ?) e
                order by epoch desc, xid desc, id desc
                """,
                row -> new Happening(
                        new EventId(Rows.uuid(row, "id")),
                        row.getString("topic"),
                        row.getString("subject"),
                        row.getLong("sequence"),
                        Rows.time(row, "occurred_at"),
                        row.getBoolean("heard")),
                account.value(),
                limit));
    }

    public Optional<Event> find(AccountId account, EventId id) {
        return database.read(connection -> Rows.first(
                connection,
                "select " + COLUMNS + " from event where account_id = ? and id = ?",
                Feed::read,
                account.value(),
                id.value()));
    }

    private static Event read(ResultSet row) throws SQLException {
        UUID id = Rows.uuid(row, "id");
        return new Event(
                new EventId(id),
                row.getString("topic"),
                row.getString("subject"),
                row.getLong("sequence"),
                Rows.time(row, "occurred_at"),
                new FeedPosition(row.getInt("epoch"), Long.parseLong(row.getString("xid")), id),
                row.getBytes("standard"),
                row.getBytes("classic"));
    }
}
