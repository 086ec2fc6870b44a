package dev.tributary.server.app;

import dev.tributary.postgres.ConnectionInfo;
import dev.tributary.postgres.EmbeddedPostgres;
import java.util.Optional;

/** Opens the database that the configuration names: an own one, or the embedded one in the data folder. */
final class OpenDatabase {
    private static final int SERVER_CONNECTIONS = 24;
    private static final int COMMAND_CONNECTIONS = 2;

    private OpenDatabase() {}

    /** For the server, which owns the data folder from then on. */
    static Database forServer(Config config) {
        if (config.databaseUrl().isPresent()) {
            return external(config.databaseUrl().get(), SERVER_CONNECTIONS);
        }
        return embedded(config, SERVER_CONNECTIONS);
    }

    /** For a command: through the server's connection if one runs, else the database is started for the moment. */
    static Database forCommand(Config config) {
        if (config.databaseUrl().isPresent()) {
            return external(config.databaseUrl().get(), COMMAND_CONNECTIONS);
        }
        Optional<ConnectionInfo> running = EmbeddedPostgres.connectionOf(config.data());
        return running.isPresent()
                ? Database.connect(address(running.get()), COMMAND_CONNECTIONS, () -> {})
                : embedded(config, COMMAND_CONNECTIONS);
    }

    static DatabaseAddress address(ConnectionInfo info) {
        return new DatabaseAddress(info.jdbcUrl(), info.user(), info.password());
    }

    private static Database external(String url, int connections) {
        return Database.connect(DatabaseAddress.parse(url), connections, () -> {});
    }

    private static Database embedded(Config config, int connections) {
        EmbeddedPostgres server = EmbeddedPostgres.start(config.data());
        return Database.connect(address(server.connection()), connections, server::close);
    }
}
