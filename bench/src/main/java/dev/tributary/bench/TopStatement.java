package dev.tributary.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement that cost PostgreSQL much time.
 *
 * @param blocks pages looked at in one call: a plan that scans a big table shows here
 */
record TopStatement(String text, long calls, double totalMillis, double blocks) {
    private static final int SHOWN = 90;
    private static final String SQL = """
            select query, calls, total_exec_time, (shared_blks_hit + shared_blks_read) / calls::float8 as blocks
            from pg_stat_statements where toplevel order by total_exec_time desc limit ?
            """;

    static List<TopStatement> read(Connection connection, int most) throws SQLException {
        List<TopStatement> top = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setInt(1, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String text = row.getString(1).replaceAll("\\s+", " ");
                    top.add(new TopStatement(
                            text.substring(0, Math.min(SHOWN, text.length())),
                            row.getLong(2),
                            row.getDouble(3),
                            row.getDouble(4)));
                }
            }
        }
        return top;
    }
}
