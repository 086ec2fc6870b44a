package dev.tributary.webhooks.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class DatabaseTest {
    private static final String SETTING = "select current_setting('idle_in_transaction_session_timeout')";

    @Test
    void a_connection_that_nobody_set_up_is_lost_by_one_that_freezes_in_a_transaction() {
        try (TestDatabase database = TestDatabase.create()) {
            Database unpooled = Database.unpooled(database.dataSource());
            Optional<String> writing = unpooled.write(DatabaseTest::setting);
            Optional<String> reading = unpooled.read(DatabaseTest::setting);
            assertThat(writing).contains("30s");
            assertThat(reading).contains("30s");
        }
    }

    private static Optional<String> setting(Connection open) throws SQLException {
        return Rows.first(open, SETTING, row -> row.getString(1));
    }
}
