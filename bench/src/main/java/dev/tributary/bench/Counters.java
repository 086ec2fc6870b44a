package dev.tributary.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the database counted so far.
 *
 * @param commits of transactions that wrote: numbers given to transactions (the statistics views lag by seconds)
 * @param statements that clients sent, BEGIN and COMMIT included
 * @param walBytes written ahead
 */
record Counters(long commits, long statements, long walBytes) {
    private static final String SQL = """
            select pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                (select coalesce(sum(calls), 0)::bigint from pg_stat_statements where toplevel),
                (pg_current_wal_lsn() - '0/0')::bigint
            """;

    static Counters read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            row.next();
            return new Counters(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    Counters minus(Counters before) {
        return new Counters(commits - before.commits, statements - before.statements, walBytes - before.walBytes);
    }

    Counters plus(Counters other) {
        return new Counters(commits + other.commits, statements + other.statements, walBytes + other.walBytes);
    }
}
