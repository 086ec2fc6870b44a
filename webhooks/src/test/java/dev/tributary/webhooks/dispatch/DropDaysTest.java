package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class DropDaysTest {
    private static final Instant NOW = Instant.parse("2031-05-05T12:00:00Z");
    private static final Day YESTERDAY = new Day("event", LocalDate.parse("2031-05-04"));

    private final TestDatabase test = TestDatabase.create();
    private final Database database = new Database(test.dataSource());
    private final DropDays days = new DropDays(database);

    @BeforeEach
    void makeDays() {
        new Partitions(database, Partitions.ENGINE).ensure(NOW, 1);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void publishing_goes_on_while_a_day_waits_for_a_long_reader_and_the_day_goes_when_that_has_ended()
            throws Exception {
        insert(NOW.minus(Duration.ofDays(1)));
        try (Connection reader = test.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            Rows.list(reader, "select * from event", row -> row.getString("id"));

            CompletableFuture<Boolean> dropping = CompletableFuture.supplyAsync(() -> days.drop(YESTERDAY));
            Await.until(Duration.ofSeconds(20), "the drop to wait", () -> isWaiting() || dropping.isDone());
            insert(NOW);
            assertThat(count()).as("a new reader").isEqualTo(1);
            assertThat(dropping.isDone()).as("it waited all the while").isFalse();
            assertThat(dropping.get(20, TimeUnit.SECONDS)).isFalse();

            assertThat(days.days("event")).contains(YESTERDAY); // half dropped, and not forgotten
            insert(NOW);
            assertThat(days.drop(YESTERDAY)).isFalse();
            reader.rollback();
        }
        assertThat(days.drop(YESTERDAY)).isTrue();
        assertThat(days.days("event")).doesNotContain(YESTERDAY);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void days_to_come_are_made_while_a_day_is_half_dropped() throws Exception {
        try (Connection reader = test.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            Rows.list(reader, "select * from event", row -> row.getString("id"));
            assertThat(days.drop(YESTERDAY)).isFalse();
            Partitions partitions = new Partitions(database, Partitions.ENGINE);
            partitions.ensure(NOW.plus(Duration.ofDays(1)), 3);
            assertThat(partitions.daysAhead(NOW)).isEqualTo(4);
            reader.rollback();
        }
        assertThat(days.drop(YESTERDAY)).isTrue();
    }

    @Test
    void what_was_detached_and_not_dropped_by_a_node_that_died_goes_too() {
        database.read(connection -> Rows.update(
                connection, "alter table event detach partition " + YESTERDAY.partition() + " concurrently"));
        days.before("event", NOW);
        assertThat(days.days("event")).doesNotContain(YESTERDAY).hasSize(2);
    }

    @Test
    void while_the_oldest_day_is_still_read_those_behind_it_wait_too() throws Exception {
        new Partitions(database, Partitions.ENGINE).ensure(NOW.minus(Duration.ofDays(2)), 1);
        List<Day> old = days.days("event").stream().limit(3).toList();
        try (Connection reader = test.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            Rows.list(reader, "select * from event", row -> row.getString("id"));
            days.before("event", NOW);
            days.before("event", NOW);
            assertThat(days.drop(old.getLast()))
                    .as("while another is half dropped")
                    .isFalse();
            assertThat(days.days("event")).containsAll(old);
            reader.rollback();
        }
        days.before("event", NOW);
        assertThat(days.days("event")).doesNotContainAnyElementsOf(old).hasSize(2);
    }

    @Test
    void a_node_that_stops_ends_no_day() throws SQLException {
        EndDay end = new EndDay(Duration.ofDays(7), new UuidV7(() -> NOW, new Random(1)));
        try (Connection open = test.dataSource().getConnection()) {
            assertThat(end.run(open, YESTERDAY, NOW, () -> true)).isFalse();
            assertThat(end.run(open, YESTERDAY, NOW, () -> false)).isTrue();
        }
    }

    @Test
    void a_day_goes_only_when_all_of_it_is_over() {
        days.before("event", YESTERDAY.end().minusMillis(1));
        assertThat(days.days("event")).contains(YESTERDAY);
        days.before("event", YESTERDAY.end());
        assertThat(days.days("event")).doesNotContain(YESTERDAY);
    }

    private void insert(Instant time) {
        UUID id = new UUID(UuidV7.floor(time).getMostSignificantBits() | 0x7000, System.nanoTime());
        database.write(connection -> Rows.update(connection, """
                insert into event (id, account_id, topic, subject, sequence, occurred_at, epoch, standard, classic)
                values (?, ?, 'hat.sold', 'hat:1', 1, ?, 1, '', '')
                """, id, id, time));
    }

    private long count() {
        return database.read(connection -> Rows.first(connection, "select count(*) from event", row -> row.getLong(1)))
                .orElseThrow();
    }

    private boolean isWaiting() throws SQLException {
        return database.read(
                connection -> Rows.first(connection, """
                        select 1 from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock' and query like 'alter table event%'
                        """, row -> row.getInt(1)).isPresent());
    }
}
