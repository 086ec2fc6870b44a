package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Makes the daily partitions of the tables that grow, ahead of time: yesterday's (for clocks that disagree), today's and
 * those of the days to come. Any node may do it; an advisory lock lets one.
 */
public final class Partitions {
    /** The engine's own growing tables. */
    public static final List<String> ENGINE = List.of("event", "delivery", "attempt");

    /**
     * How rows lie in the partitions of a table; only partitions can be told. An event's two bodies stay in its row as
     * they are: compressing them would cost more than the rest of the insert. A delivery changes at least once, and the
     * room left on its page spares that change all of its indexes.
     */
    private static final Map<String, String> STORAGE =
            Map.of("event", " with (toast_tuple_target = 8160)", "delivery", " with (fillfactor = 60)");

    private static final long LOCK = 0x7472_6962_7061_7274L;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final Database database;
    private final List<String> tables;

    /**
     * Looks after these tables.
     *
     * @param tables names of tables partitioned by range on a UUIDv7
     */
    public Partitions(Database database, List<String> tables) {
        this.database = database;
        this.tables = List.copyOf(tables);
    }

    /** Makes what is missing up to this many days after now. */
    public void ensure(Instant now, int daysAhead) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        database.write(connection -> {
            Rows.list(connection, "select pg_advisory_xact_lock(?)", row -> LOCK, LOCK);
            Set<String> existing = existing(connection);
            try (Statement statement = connection.createStatement()) {
                for (String table : tables) {
                    for (LocalDate day = today.minusDays(1);
                            !day.isAfter(today.plusDays(daysAhead));
                            day = day.plusDays(1)) {
                        if (!existing.contains(name(table, day))) {
                            statement.addBatch(create(table, day));
                            statement.addBatch(attach(table, day));
                        }
                    }
                }
                statement.executeBatch();
            }
            return tables;
        });
    }

    /** Days after now for which every table has its partition; -1 if today's is missing. */
    public int daysAhead(Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        Set<String> existing = database.read(this::existing);
        LocalDate day = today;
        while (hasAll(existing, day)) {
            day = day.plusDays(1);
        }
        return (int) (day.toEpochDay() - today.toEpochDay()) - 1;
    }

    private boolean hasAll(Set<String> existing, LocalDate day) {
        return tables.stream().allMatch(table -> existing.contains(name(table, day)));
    }

    private Set<String> existing(Connection connection) throws SQLException {
        return new HashSet<>(
                Rows.list(connection, """
                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = any(?::regclass[])
                """, row -> row.getString(1), (Object) tables.toArray(String[]::new)));
    }

    /** Alone at first: made in its place it would lock the whole table, and wait for every reader and writer of it. */
    private static String create(String table, LocalDate day) {
        return "create table " + name(table, day) + " (like " + table + " including all)"
                + STORAGE.getOrDefault(table, "");
    }

    private static String attach(String table, LocalDate day) {
        UUID from = UuidV7.floor(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        UUID to = UuidV7.floor(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        return "alter table " + table + " attach partition " + name(table, day) + " for values from ('" + from
                + "') to ('" + to + "')";
    }

    private static String name(String table, LocalDate day) {
        return table + "_" + DAY.format(day);
    }
}
