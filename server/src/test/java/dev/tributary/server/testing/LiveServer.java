package dev.tributary.server.testing;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Money;
import dev.tributary.server.app.Config;
import dev.tributary.server.app.Server;
import dev.tributary.server.app.TestKey;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.endpoint.AccountId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A running server, wired as in production, on a database of its own. It knows its own URL and can deliver to itself. */
public final class LiveServer implements AutoCloseable {
    private final TestDatabase database;
    private final Server server;

    private LiveServer(TestDatabase database, Server server) {
        this.database = database;
        this.server = server;
    }

    /** Starts one that lives by the real time; {@code more} are beans of the test's. */
    public static LiveServer start(Map<String, String> environment, Class<?>... more) {
        return start(environment, InstantSource.tick(InstantSource.system(), Duration.ofNanos(1000)), more);
    }

    /** Starts one that lives by this clock. */
    public static LiveServer start(Map<String, String> environment, InstantSource clock, Class<?>... more) {
        TestDatabase database = TestDatabase.create();
        Map<String, String> settings = new HashMap<>(environment);
        int port = freePort();
        settings.put("TRIBUTARY_PORT", String.valueOf(port));
        settings.put("TRIBUTARY_ADDRESS", "127.0.0.1");
        settings.put("TRIBUTARY_BASE_URL", "http://127.0.0.1:" + port);
        settings.put("TRIBUTARY_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        Config config = Config.read(settings);
        return new LiveServer(database, Server.start(config, TestKey.of(config), database.dataSource(), clock, more));
    }

    /** The base URL, and with it the catcher's, must be known before the server listens. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return server.port();
    }

    public <T> T bean(Class<T> type) {
        return server.bean(type);
    }

    /** A merchant of their own, who reckons in dollars. */
    public Merchant merchant() {
        return merchant("USD");
    }

    /** A merchant of their own, with a key that may do everything. */
    public Merchant merchant(String currency) {
        AccountId account = bean(Accounts.class)
                .create("Shop", "owner@example.com", Money.currency(currency).orElseThrow(), true)
                .id();
        return Merchant.of(this, account);
    }

    /** Calls with this key. */
    public Calls calls(String key) {
        return new Calls(port(), "Bearer " + key);
    }

    /** Calls without any. */
    public Calls stranger() {
        return new Calls(port(), "");
    }

    /** How many rows of a table are the account's. */
    public long rows(String table, AccountId account) {
        return bean(JdbcClient.class)
                .sql("select count(*) from " + table + " where account_id = ?")
                .param(account.value())
                .query((row, index) -> row.getLong(1))
                .single();
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
