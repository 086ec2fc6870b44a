package dev.tributary.webhooks.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class WatchFeedTest {
    private final AtomicLong nanos = new AtomicLong();
    private final WatchFeed watch = new WatchFeed(nanos::get);

    @Test
    void a_transaction_that_writes_for_over_ten_seconds_raises_the_alarm_until_it_ends() throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection own = database.dataSource().getConnection();
                Connection slow = database.dataSource().getConnection()) {
            watch.look(own);
            slow.setAutoCommit(false);
            slow.createStatement().execute("set application_name = 'a report'");
            slow.createStatement()
                    .execute("insert into feed_start values (gen_random_uuid(), 1, '1', gen_random_uuid())");
            own.createStatement().execute("insert into ending_day values ('2031-01-01', now())"); // which it hides
            watch.look(own);
            pass(Duration.ofSeconds(10));
            watch.look(own);
            assertThat(watch.stall()).as("after ten seconds").isEmpty();

            pass(Duration.ofSeconds(1));
            watch.look(own);
            assertThat(watch.stall()).hasValueSatisfying(stall -> {
                assertThat(stall.who()).contains("application a report").contains("process ");
                assertThat(stall.seenFor()).isEqualTo(Duration.ofSeconds(11));
            });

            slow.rollback();
            watch.look(own);
            assertThat(watch.stall()).isEmpty();
        }
    }

    @Test
    void a_reader_may_take_its_time() throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection own = database.dataSource().getConnection();
                Connection reader = database.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement().executeQuery("select * from event").close();
            watch.look(own);
            pass(Duration.ofMinutes(1));
            watch.look(own);
            assertThat(watch.stall()).isEmpty();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
