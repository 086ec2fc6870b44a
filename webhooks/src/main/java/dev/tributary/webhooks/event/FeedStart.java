package dev.tributary.webhooks.event;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Where each account's feed begins: behind the last event of its that was dropped. An account of which nothing was
 * dropped has no such place, and a reader who stands at the very last dropped event has missed nothing.
 */
public final class FeedStart {
    private FeedStart() {}

    /**
     * Moves the accounts' beginnings behind the events of a day. To be committed before that day becomes invisible: a
     * reader who has missed the day then can't have missed this.
     */
    public static void moveBehind(Connection connection, IdRange day) throws SQLException {
        Rows.update(connection, """
                with recursive account as (
                    (select account_id from event where id >= ? and id < ? order by account_id limit 1)
                    union all
                    select (select e.account_id from event e
                            where e.id >= ? and e.id < ? and e.account_id > a.account_id order by e.account_id limit 1)
                    from account a where a.account_id is not null
                )
                insert into feed_start as s (account_id, epoch, xid, id)
                select a.account_id, l.epoch, l.xid, l.id from account a cross join lateral (
                    select e.epoch, e.xid, e.id from event e
                    where e.account_id = a.account_id and e.id >= ? and e.id < ?
                    order by e.epoch desc, e.xid desc, e.id desc limit 1) l
                on conflict (account_id) do update set epoch = excluded.epoch, xid = excluded.xid, id = excluded.id
                where (s.epoch, s.xid, s.id) < (excluded.epoch, excluded.xid, excluded.id)
                """, day.from(), day.to(), day.from(), day.to(), day.from(), day.to());
    }

    /** Whether a reader who goes on from here would miss events that were dropped. */
    static boolean isBehind(Connection connection, AccountId account, FeedPosition from) throws SQLException {
        return Rows.first(
                        connection,
                        "select 1 from feed_start where account_id = ? and (epoch, xid, id) > (?, ?::text::xid8, ?)",
                        row -> row.getInt(1),
                        account.value(),
                        from.epoch(),
                        Long.toString(from.xid()),
                        from.id())
                .isPresent();
    }

    /**
     * The position of an event that is not kept: empty if the account never had it, as far as one can tell.
     *
     * @throws CursorGone if events after it were dropped, too
     */
    static Optional<FeedPosition> of(Connection connection, AccountId account, EventId dropped) throws SQLException {
        UUID id = dropped.value();
        Optional<FeedPosition> last = Rows.first(
                connection,
                "select epoch, xid, id from feed_start where account_id = ?",
                FeedStart::read,
                account.value());
        if (last.isPresent()
                && !last.get().id().equals(id)
                && !UuidV7.timeOf(id).isAfter(UuidV7.timeOf(last.get().id()))) {
            throw new CursorGone();
        }
        return last.filter(start -> start.id().equals(id));
    }

    private static FeedPosition read(ResultSet row) throws SQLException {
        return new FeedPosition(row.getInt("epoch"), Long.parseLong(row.getString("xid")), Rows.uuid(row, "id"));
    }
}
