package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

/**
 * What owners are to be told of their webhooks. A notice is written in the transaction of what it tells of; whoever tells
 * it takes it for a while and says so when it is done, so that it is told at least once, through any crash.
 */
public final class Notices {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration WORTH_TELLING = Duration.ofDays(7);
    /** Of an account that was off meanwhile the time since then counts: it could not be told, nor do anything. */
    private static final String NEWS = """
            (created_at > ? or exists (select 1 from webhook_switch s
                where s.account_id = notice.account_id and (not s.enabled or s.changed_at > ?)))
            """;

    private static final String COLUMNS =
            "id, account_id, endpoint_id, percent, cancelled_from, url, reason, created_at";

    private final Database database;
    private final InstantSource clock;

    public Notices(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The newest of a webhook, newest first. */
    public List<Notice> newest(AccountId account, EndpointId endpoint, int limit) {
        return database.read(connection -> Rows.list(
                connection,
                "select " + COLUMNS + " from notice where account_id = ? and endpoint_id = ? order by id desc limit ?",
                Notices::read,
                account.value(),
                endpoint.value(),
                limit));
    }

    /**
     * Takes notices that nobody has told yet, oldest first, those put off last; those older than a week are not news any
     * more, unless webhooks were off for the account.
     *
     * @param hold how long nobody else takes them
     */
    public List<Notice> take(int limit, Duration hold) {
        Instant now = clock.instant();
        Instant old = now.minus(WORTH_TELLING);
        return database.write(connection ->
                Rows.list(connection, """
                update notice set taken_until = ?
                where id = any(array(
                    select id from notice
                    where told_at is null and (taken_until is null or taken_until <= ?) and
                """ + NEWS + """
                    order by coalesce(taken_until, created_at) limit ? for update skip locked))
                returning
                """ + COLUMNS, Notices::read, now.plus(hold), now, old, old, limit));
    }

    /** It could not be told now: it can be taken again after a while, behind those that wait already. */
    public void putOff(Notice notice, Duration wait) {
        database.write(connection -> Rows.update(
                connection,
                "update notice set taken_until = ? where account_id = ? and id = ?",
                clock.instant().plus(wait),
                notice.account().value(),
                notice.id()));
    }

    /** It is told. */
    public void told(Notice notice) {
        database.write(connection -> Rows.update(
                connection,
                "update notice set told_at = ? where account_id = ? and id = ?",
                clock.instant(),
                notice.account().value(),
                notice.id()));
    }

    /** Drops those that are of no interest any more, told or not. */
    public static void dropOld(Connection connection, Instant now) throws SQLException {
        Rows.update(connection, "delete from notice where created_at < ?", now.minus(KEPT));
    }

    /** Writes one in the transaction of what it tells of. */
    public static void add(Connection connection, Notice notice) throws SQLException {
        Rows.update(
                connection,
                """
                insert into notice (id, account_id, endpoint_id, kind, percent, url, reason, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                notice.id(),
                notice.account().value(),
                notice.endpoint().value(),
                notice.percent().isPresent() ? "failing" : "disabled",
                notice.percent().isPresent() ? notice.percent().getAsInt() : null,
                notice.url(),
                notice.reason(),
                notice.at());
    }

    /**
     * Tells the owner of a webhook that what waits for it will be cancelled, unless that was told lately; its own
     * transaction.
     *
     * @param lately notices from after this time are enough
     */
    public static void addExpiring(Connection connection, Notice notice, Instant lately) throws SQLException {
        Rows.update(
                connection,
                """
                insert into notice (id, account_id, endpoint_id, kind, cancelled_from, url, reason, created_at)
                select ?, p.account_id, p.id, 'expiring', ?, p.url, ?, ?
                from endpoint p
                where p.account_id = ? and p.id = ? and p.deleted_at is null
                  and not exists (select 1 from notice n
                    where n.account_id = p.account_id and n.endpoint_id = p.id and n.kind = 'expiring'
                      and n.created_at > ?)
                """,
                notice.id(),
                notice.cancelledFrom(),
                notice.reason(),
                notice.at(),
                notice.account().value(),
                notice.endpoint().value(),
                lately);
    }

    private static Notice read(ResultSet row) throws SQLException {
        return new Notice(
                Rows.uuid(row, "id"),
                new AccountId(Rows.uuid(row, "account_id")),
                new EndpointId(Rows.uuid(row, "endpoint_id")),
                Rows.optionalInt(row, "percent").map(OptionalInt::of).orElse(OptionalInt.empty()),
                Rows.optionalTime(row, "cancelled_from"),
                row.getString("url"),
                row.getString("reason"),
                Rows.time(row, "created_at"));
    }
}
