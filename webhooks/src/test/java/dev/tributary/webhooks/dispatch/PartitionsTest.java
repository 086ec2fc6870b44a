package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PartitionsTest {
    @Test
    void each_is_made_as_its_table_is_used() {
        Instant now = Instant.parse("2031-05-05T12:00:00Z");
        try (TestDatabase database = TestDatabase.create()) {
            Database sql = new Database(database.dataSource());
            new Partitions(sql, Partitions.ENGINE).ensure(now, 0);
            String vacuum = "autovacuum_freeze_min_age=0 vacuum_truncate=false";
            assertThat(options(sql, "event_20310505"))
                    .isEqualTo("autovacuum_freeze_min_age=0 toast_tuple_target=8160 vacuum_truncate=false");
            assertThat(options(sql, "delivery_20310505"))
                    .isEqualTo("autovacuum_freeze_min_age=0 fillfactor=60 vacuum_truncate=false");
            assertThat(options(sql, "attempt_20310505")).isEqualTo(vacuum);
        }
    }

    private static String options(Database sql, String table) {
        return sql.read(connection -> Rows.first(
                        connection,
                        "select string_agg(o, ' ' order by o) from pg_class, unnest(reloptions) o where oid = ?::regclass",
                        row -> row.getString(1),
                        table))
                .orElseThrow();
    }

    @Test
    void partitions_are_made_while_a_back_up_reads_and_a_long_transaction_writes() throws Exception {
        Instant now = Instant.parse("2031-05-05T12:00:00Z");
        try (TestDatabase database = TestDatabase.create();
                Connection open = database.dataSource().getConnection()) {
            Partitions partitions = new Partitions(new Database(database.dataSource()), Partitions.ENGINE);
            partitions.ensure(now, 0);
            open.setAutoCommit(false);
            Rows.list(open, "select count(*) from event, delivery, attempt", row -> row.getLong(1));
            Rows.update(open, "delete from event");
            CompletableFuture<Void> made = CompletableFuture.runAsync(() -> partitions.ensure(now, 2));
            try {
                made.get(10, TimeUnit.SECONDS);
            } finally {
                open.rollback();
            }
            assertThat(partitions.daysAhead(now)).isEqualTo(2);
        }
    }
}
