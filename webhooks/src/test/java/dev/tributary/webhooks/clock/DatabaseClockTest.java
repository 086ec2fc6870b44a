package dev.tributary.webhooks.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class DatabaseClockTest {
    @Test
    void the_quickest_of_several_answers_counts() throws SQLException {
        // when each question was asked and answered, in milliseconds: the second took 6, all others 800 and more
        Queue<Long> millis =
                new ArrayDeque<>(List.of(0L, 900L, 1000L, 1006L, 2000L, 2800L, 3000L, 3900L, 4000L, 4900L, 5000L));
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.dataSource().getConnection()) {
            Instant before = InstantSource.system().instant();
            DatabaseClock clock = new DatabaseClock(
                    connection, () -> Duration.ofMillis(millis.remove()).toNanos());
            Instant after = InstantSource.system().instant();
            // 5000 is read by the clock itself: so long after the middle of the second answer
            assertThat(clock.instant())
                    .isBetween(before.plusMillis(5000 - 1003 - 1), after.plusMillis(5000 - 1003 + 1));
            assertThat(Duration.between(before, after)).isLessThan(Duration.ofMillis(400));
        }
    }

    @Test
    void an_answer_that_comes_at_once_is_enough() throws SQLException {
        Queue<Long> millis = new ArrayDeque<>(List.of(0L, 1L));
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.dataSource().getConnection()) {
            DatabaseClock unused = new DatabaseClock(
                    connection, () -> Duration.ofMillis(millis.remove()).toNanos());
            assertThat(unused).isNotNull();
            assertThat(millis).isEmpty();
        }
    }
}
