package dev.tributary.webhooks.event;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
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
    /** The most events of an account that one call looks at. */
    static final int LOOKED_AT = 5_000;

    private static final FeedPosition START = new FeedPosition(0, 0, new UUID(0, 0));
    private static final FeedPosition END = new FeedPosition(Integer.MAX_VALUE, Long.MAX_VALUE, new UUID(-1, -1));

    private final Database database;
    private final FeedBell bell;

    public Feed(Database database, FeedBell bell) {
        this.database = database;
        this.bell = bell;
    }

    /**
     * The next events. Where only some types are asked for, a call looks at so many events and says how far it came, so
     * that whoever follows gets on although nothing fits.
     *
     * @param after where the reader stands; empty for the beginning of what is kept
     * @param topics only these types; empty for all
     * @throws CursorGone if events behind that place were dropped, or it was never reached by this database
     */
    public FeedPage after(AccountId account, Optional<FeedPosition> after, Set<String> topics, int limit) {
        return database.read(connection -> {
            FeedPage page = page(connection, account, after.orElse(START), topics, limit);
            // asked behind the page: a day that was dropped between the two is told of, though the page still had it
            if (after.isPresent()
                    && (FeedStart.isBehind(connection, account, after.get())
                            || FeedBreak.isAhead(connection, after.get()))) {
                throw new CursorGone();
            }
            return page;
        });
    }

    /**
     * Where a reader goes on who has got this event: behind it, also where it is the last one dropped. One that a webhook
     * brought may not be in the feed yet, and others may still come before it: then behind all that is in the feed, so that
     * it comes again. Empty if the account has no such event.
     *
     * @throws CursorGone if it was dropped and others behind it, too
     */
    public Optional<FeedPosition> position(AccountId account, EventId id) {
        return database.read(connection -> {
            Optional<FeedPosition> kept = kept(connection, account, id);
            return kept.isPresent() ? kept : FeedStart.of(connection, account, id);
        });
    }

    /** Rings when this node has committed events of an account. */
    public FeedBell bell() {
        return bell;
    }

    /** By one snapshot: the one that shows the event says what may still come before it. */
    private static Optional<FeedPosition> kept(Connection connection, AccountId account, EventId id)
            throws SQLException {
        return Rows.first(
                connection,
                """
                select epoch, xid, id, pg_snapshot_xmin(pg_current_snapshot())::text as shown_below,
                    epoch < (select epoch from engine_state) as shown
                from event where account_id = ? and id = ?
                """,
                row -> {
                    FeedPosition position = position(row);
                    long below = Long.parseLong(row.getString("shown_below"));
                    return row.getBoolean("shown") || position.xid() < below
                            ? position
                            : new FeedPosition(position.epoch(), below - 1, END.id());
                },
                account.value(),
                id.value());
    }

    private static FeedPage page(
            Connection connection, AccountId account, FeedPosition from, Set<String> topics, int limit)
            throws SQLException {
        if (topics.isEmpty()) {
            return FeedPage.of(events(connection, account, from, END, topics, limit), Optional.empty());
        }
        Optional<FeedPosition> to = lookedAt(connection, account, from);
        if (to.isEmpty()) {
            return FeedPage.NOTHING;
        }
        List<Event> events = events(connection, account, from, to.get(), topics, limit);
        return FeedPage.of(events, events.size() < limit ? to : Optional.empty());
    }

    /** How far a look from here goes; nothing can come into being before that place any more. */
    private static Optional<FeedPosition> lookedAt(Connection connection, AccountId account, FeedPosition from)
            throws SQLException {
        return Rows.first(
                connection,
                """
                select epoch, xid, id from (
                    select epoch, xid, id from event
                    where account_id = ?
                      and (epoch, xid, id) > (?, ?::text::xid8, ?)
                      and (xid < pg_snapshot_xmin(pg_current_snapshot()) or epoch < (select epoch from engine_state))
                    order by epoch, xid, id limit ?) looked
                order by epoch desc, xid desc, id desc limit 1
                """,
                Feed::position,
                account.value(),
                from.epoch(),
                Long.toString(from.xid()),
                from.id(),
                LOOKED_AT);
    }

    private static List<Event> events(
            Connection connection, AccountId account, FeedPosition from, FeedPosition to, Set<String> topics, int limit)
            throws SQLException {
        return Rows.list(
                connection,
                "select " + COLUMNS + """
                 from event
                where account_id = ?
                  and (epoch, xid, id) > (?, ?::text::xid8, ?)
                  and (epoch, xid, id) <= (?, ?::text::xid8, ?)
                  and (xid < pg_snapshot_xmin(pg_current_snapshot()) or epoch < (select epoch from engine_state))
                  and (cardinality(?) = 0 or topic = any(?))
                order by epoch, xid, id limit ?
                """,
                Feed::read,
                account.value(),
                from.epoch(),
                Long.toString(from.xid()),
                from.id(),
                to.epoch(),
                Long.toString(to.xid()),
                to.id(),
                topics.toArray(String[]::new),
                topics.toArray(String[]::new),
                limit);
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
                position(row),
                row.getBytes("standard"),
                row.getBytes("classic"));
    }

    private static FeedPosition position(ResultSet row) throws SQLException {
        return new FeedPosition(row.getInt("epoch"), Long.parseLong(row.getString("xid")), Rows.uuid(row, "id"));
    }
}
