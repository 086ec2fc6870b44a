package dev.tributary.server.app;

import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;

/** Starts the server on any free port of the loopback interface, on a database that has its tables already. */
public final class TestStart {
    private final Server server;

    private TestStart(Server server) {
        this.server = server;
    }

    public static TestStart on(DataSource database, InstantSource clock, Class<?>... more) {
        byte[] key = new byte[32];
        new Random(1).nextBytes(key);
        Config config = Config.read(Map.of(
                "TRIBUTARY_PORT",
                "0",
                "TRIBUTARY_ADDRESS",
                "127.0.0.1",
                "TRIBUTARY_MASTER_KEY",
                Base64.getEncoder().encodeToString(key)));
        return new TestStart(Server.start(config, MasterKey.existing(config).orElseThrow(), database, clock, more));
    }

    public int port() {
        return server.port();
    }

    public <T> T bean(Class<T> type) {
        return server.bean(type);
    }
}
