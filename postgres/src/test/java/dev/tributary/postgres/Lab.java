package dev.tributary.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the tests of this package share: one unpacked server, and SQL by a plain connection. */
final class Lab {
    static final Settings SETTINGS = Settings.standard().withBinariesIn(Path.of("target", "test-binaries"));

    private Lab() {}

    static EmbeddedPostgres start(Path dataFolder) {
        return EmbeddedPostgres.start(dataFolder, SETTINGS, line -> {});
    }

    static Connection connect(ConnectionInfo info) throws SQLException {
        return DriverManager.getConnection(info.jdbcUrl(), info.user(), info.password());
    }

    static String ask(ConnectionInfo info, String sql) throws SQLException {
        try (Connection connection = connect(info);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    static void tell(ConnectionInfo info, String sql) throws SQLException {
        try (Connection connection = connect(info);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ends a process as a crash does. */
    static void kill(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
    }

    /** Makes {@code postmaster.pid} of a stopped cluster name some process, with everything else plausible. */
    static void blame(Path dataFolder, long pid) throws IOException {
        DataFolder folder = new DataFolder(dataFolder.toRealPath());
        Files.writeString(folder.postmasterPid(), """
                %d
                %s
                1700000000
                5432

                127.0.0.1
                1234567    999999
                ready
                """.formatted(pid, folder.cluster()));
    }
}
