package dev.tributary.webhooks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.webhooks.RunningEngine.OwnTransaction;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.signature.Vault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A node in a process of its own: the engine, and somebody who publishes. It obeys {@code publish 5} (events in a transaction) and {@code
 * publish 0}, and tells of each commit once that has returned; it ends with its input.
 */
final class ChaosNode {
    static final String READY = "ready";
    static final String ACKNOWLEDGED = "acknowledged";
    /** A line without it was cut off by a kill, and acknowledges nothing. */
    static final String END = ".";

    static final Duration LEASE = Duration.ofSeconds(4);
    static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final DispatchSettings SETTINGS = DispatchSettings.defaults()
            .withLease(LEASE, Duration.ofMillis(500), Duration.ofSeconds(2))
            .withAttempts(TIMEOUT, Duration.ofSeconds(1))
            .withDrain(Duration.ofSeconds(5))
            .withDaysAhead(1)
            .withEventLoops(1);
    private static final String SCHEDULE = "0s,1s,1s,2s,2s,3s,3s,5s,5s,5s";
    private static final Duration PAUSE = Duration.ofMillis(15);

    private final String name;
    private final DataSource callers;
    private final Webhooks webhooks;
    private final List<AccountId> accounts;
    private int published;
    private volatile int batch;

    private ChaosNode(String name, DataSource callers, Webhooks webhooks, List<AccountId> accounts) {
        this.name = name;
        this.callers = callers;
        this.webhooks = webhooks;
        this.accounts = accounts;
    }

    /** Runs it: a name, the database's URL, user and password, the receiver's origin, accounts. */
    public static void main(String[] args) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        List<AccountId> accounts = Stream.of(args)
                .skip(5)
                .map(id -> new AccountId(UUID.fromString(id)))
                .toList();
        DataSource callers = callers(args[1], args[2], args[3]);
        Webhooks webhooks = engine(args[0], callers, loops(args[1], args[2], args[3]), args[4]);
        webhooks.start(false);
        ChaosNode node = new ChaosNode(args[0], callers, webhooks, accounts);
        System.out.println(READY);
        node.obey();
        webhooks.close();
        System.exit(0);
    }

    /** One that need not be started. */
    static Webhooks engine(String name, DataSource callers, DataSource loops, String origin) {
        WebhooksSettings s = RunningEngine.settings(SETTINGS, SCHEDULE, origin + "/");
        return new Webhooks(
                new WebhooksSettings(
                        s.allowedTargets(),
                        s.allowHttp(),
                        s.catcher(),
                        s.schedule(),
                        s.dispatch(),
                        s.retention(),
                        name),
                callers,
                loops,
                new Vault(new byte[32]),
                RunningEngine.catalogue());
    }

    private static DataSource callers(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(3);
        return new HikariDataSource(config);
    }

    private static DataSource loops(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private void obey() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            boolean publishing = batch > 0;
            batch = Integer.parseInt(line.substring("publish ".length()));
            if (!publishing && batch > 0) {
                Thread.ofPlatform().daemon().start(this::publish);
            }
        }
    }

    private void publish() {
        for (int size = batch; size > 0; size = batch) {
            try {
                List<EventId> ids = commit(size);
                System.out.println(ids.stream()
                        .map(EventId::toString)
                        .collect(Collectors.joining(" ", ACKNOWLEDGED + " ", " " + END)));
            } catch (SQLException | RuntimeException _) {
                // the database is away: nothing was acknowledged
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private List<EventId> commit(int size) throws SQLException {
        OwnTransaction transaction = new OwnTransaction();
        try (Connection connection = callers.getConnection()) {
            connection.setAutoCommit(false);
            transaction.connection = connection;
            List<EventId> ids = webhooks.publish(transaction, batch(size));
            commit(connection, transaction);
            return ids;
        }
    }

    private static void commit(Connection connection, OwnTransaction transaction) throws SQLException {
        boolean done = false;
        try {
            connection.commit();
            done = true;
        } finally {
            transaction.completions.forEach(done ? Transaction.Completion::committed : Transaction.Completion::inDoubt);
        }
    }

    private List<NewEvent> batch(int size) {
        AccountId account = accounts.get(published++ % accounts.size());
        return IntStream.range(0, size)
                .mapToObj(i -> new NewEvent(
                        account,
                        RunningEngine.SOLD,
                        name + ":" + published + ":" + i,
                        "{}".getBytes(StandardCharsets.UTF_8),
                        "{}".getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
