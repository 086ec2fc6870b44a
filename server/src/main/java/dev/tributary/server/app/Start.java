package dev.tributary.server.app;

import dev.tributary.server.access.SetUp;
import dev.tributary.webhooks.clock.DatabaseClock;
import dev.tributary.webhooks.dispatch.OneMasterKey;
import dev.tributary.webhooks.signature.OtherMasterKey;
import dev.tributary.webhooks.signature.Vault;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine.Command;

@Command(name = "start", description = "Run the server until it is told to stop.")
final class Start implements Callable<Integer> {
    private final Console console;

    Start(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        long begin = System.nanoTime();
        Config config = console.config();
        Server server = serve(config);
        greet(config, server, Duration.ofNanos(System.nanoTime() - begin));
        return Program.KEEPS_RUNNING;
    }

    /** Database, tables, server; stopped in the opposite order when the process is told to end. */
    static Server serve(Config config) {
        EngineWiring.settings(config);
        MailWiring.server(config); // what can't be read is said before anything is started
        Ports.requireFree(config);
        Database database = OpenDatabase.forServer(config);
        try {
            Server server = run(config, database);
            // After Spring's contexts have closed, never beside them: what still ends there needs the database.
            SpringApplication.getShutdownHandlers().add(database::close);
            return server;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Server run(Config config, Database database) {
        new Schema(database.unhurried()).migrate();
        MasterKey key = MasterKey.open(config, new SecureRandom());
        requireOne(key, database);
        try {
            return Server.start(config, key, database.pool(), clock(database));
        } catch (PortInUseException e) {
            throw new StartFailure("Port " + e.getPort() + " is taken: stop what listens there, or set another.", e);
        }
    }

    /** What a node sealed with a key of its own no other could open. */
    private static void requireOne(MasterKey key, Database database) {
        try {
            OneMasterKey.require(database.pool(), new Vault(key.bytes()));
        } catch (OtherMasterKey e) {
            throw new StartFailure(
                    "The master key is not the one that this database's secrets are sealed with: set"
                            + " TRIBUTARY_MASTER_KEY, or master.key in the data folder, to that of the other nodes.",
                    e);
        }
    }

    /** The database's, so that every node of an installation lives by the same time. */
    private static InstantSource clock(Database database) {
        try (Connection connection = database.pool().getConnection()) {
            return new DatabaseClock(connection, System::nanoTime);
        } catch (SQLException e) {
            throw new StartFailure("The database does not answer: " + e.getMessage(), e);
        }
    }

    private void greet(Config config, Server server, Duration took) {
        console.out()
                .printf(
                        "Tributary %s runs on port %d after %.1f s%n",
                        Version.text(), server.port(), took.toMillis() / 1000.0);
        console.out().println("Open " + config.baseUrl());
        server.bean(SetUp.class)
                .link()
                .ifPresent(link -> console.out()
                        .println("There is no account yet. Make the first one here, once, within a day: "
                                + config.baseUrl() + link));
    }
}
