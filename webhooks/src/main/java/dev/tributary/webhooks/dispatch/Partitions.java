package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the daily partitions of the tables that grow, ahead of time: yesterday's (for clocks that disagree), today's and
 * those of the days to come. Any node may do it; an advisory lock lets one.
 */
public final class Partitions {
    /** The engine's own growing tables. */
    public static final List<String> ENGINE = List.of("event", "delivery", "attempt");

    /**
     * How rows lie in the partitions of a table, and how vacuum goes about them; only partitions can be told. An event's
     * two bodies stay in its row as they are: compressing them would cost more than the rest of the insert. A delivery
     * changes at least once, and the room left on its page spares that change all of its indexes.
     *
     * <p>Vacuum passes a page once: what it finds it freezes, since no row of a day changes after that day's retries, so
     * that no pass over months of days is forced later to save transaction ids. It never cuts a partition's end off:
     * that takes a lock for which every sender would wait, and gains nothing in a table that is dropped as a whole.
     */
    private static final String VACUUM = "vacuum_truncate = false, autovacuum_freeze_min_age = 0";

    private static final Map<String, String> STORAGE = Map.of(
            "event", VACUUM + ", toast_tuple_target = 8160",
            "delivery", VACUUM + ", fillfactor = 60");

    private static final long LOCK = 0x7472_6962_7061_7274L;

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
                        Day missing = new Day(table, day);
                        if (!existing.contains(missing.partition())) {
                            statement.addBatch(create(missing));
                            statement.addBatch(attach(missing));
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

    /** Days before now of which the first table still has its partition; 0 if only today's is there. */
    public int daysBehind(Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        String first = tables.getFirst();
        return database.read(this::existing).stream()
                .filter(partition -> partition.matches(first + "_[0-9]{8}"))
                .map(partition -> Day.named(first, partition).date())
                .min(Comparator.naturalOrder())
                .map(oldest -> (int) Math.max(0, today.toEpochDay() - oldest.toEpochDay()))
                .orElse(0);
    }

    private boolean hasAll(Set<String> existing, LocalDate day) {
        return tables.stream().allMatch(table -> existing.contains(new Day(table, day).partition()));
    }

    private Set<String> existing(Connection connection) throws SQLException {
        return new HashSet<>(
                Rows.list(connection, """
                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = any(?::regclass[])
                """, row -> row.getString(1), (Object) tables.toArray(String[]::new)));
    }

    /** Alone at first: made in its place it would lock the whole table, and wait for every reader and writer of it. */
    private static String create(Day day) {
        return "create table " + day.partition() + " (like " + day.table() + " including all) with ("
                + STORAGE.getOrDefault(day.table(), VACUUM) + ")";
    }

    private static String attach(Day day) {
        IdRange ids = day.ids();
        return "alter table " + day.table() + " attach partition " + day.partition() + " for values from ('"
                + ids.from() + "') to ('" + ids.to() + "')";
    }
}
