package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class TestDatabaseTest {
    @Test
    void every_database_is_migrated_and_none_sees_another() throws Exception {
        try (TestDatabase one = TestDatabase.create();
                TestDatabase two = TestDatabase.create()) {
            tell(one, "insert into crate values (1, 'ours')");
            assertThat(ask(one, "select count(*) from crate")).isEqualTo("1");
            assertThat(ask(two, "select count(*) from crate")).isEqualTo("0");
        }
    }

    @Test
    void an_empty_database_has_no_table() throws Exception {
        try (TestDatabase empty = TestDatabase.createEmpty()) {
            assertThatThrownBy(() -> ask(empty, "select count(*) from crate")).hasMessageContaining("does not exist");
        }
    }

    @Test
    void the_server_is_the_one_asked_for_and_durable() throws Exception {
        boolean system = "system".equals(System.getProperty("tributary.test.postgres"));
        try (TestDatabase database = TestDatabase.create()) {
            int version = Integer.parseInt(ask(database, "show server_version_num"));
            assertThat(version).isGreaterThanOrEqualTo(system ? 150_000 : 180_000);
            assertThat(ask(database, "show fsync")).isEqualTo("on");
            assertThat(ask(database, "show is_superuser")).isEqualTo("off");
            System.out.println("server_version_num " + version);
        }
    }

    @Test
    void a_database_costs_little() throws Exception {
        TestDatabase.create().close();
        long start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            TestDatabase.create().close();
        }
        Duration each = Duration.ofNanos(System.nanoTime() - start).dividedBy(10);
        System.out.println("create and drop a database: " + each.toMillis() + " ms");
        assertThat(each).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_commit_outlives_a_crash_of_the_server() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            tell(database, "insert into crate values (7, 'kept')");
            TestDatabase.crashServer();
            Await.until(Duration.ofSeconds(5), "the pool to mend itself", () -> reachable(database));
            assertThat(ask(database, "select label from crate where id = 7")).isEqualTo("kept");
        }
    }

    private static boolean reachable(TestDatabase database) {
        try {
            return ask(database, "select 1").equals("1");
        } catch (SQLException e) {
            return false;
        }
    }

    private static String ask(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static void tell(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
