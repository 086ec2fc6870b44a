package dev.tributary.server.app;

import dev.tributary.server.access.ApiKeys;
import dev.tributary.server.access.SignInLinks;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.WebhookSwitch;
import dev.tributary.webhooks.clock.UuidV7;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The few features that commands need, on the database alone: no server is started for them. */
record Offline(Database database, Accounts accounts, ApiKeys keys, SignInLinks links, WebhookSwitch webhooks)
        implements AutoCloseable {

    /** Opens the database and brings its tables up to this program. */
    static Offline open(Config config) {
        Database database = OpenDatabase.forCommand(config);
        try {
            new Schema(database.unhurried()).migrate();
            return over(database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Offline over(Database database) {
        JdbcClient jdbc = JdbcClient.create(database.pool());
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.pool()));
        InstantSource clock = SystemTime.clock();
        RandomGenerator random = new SecureRandom();
        UuidV7 ids = new UuidV7(clock, random);
        WebhookSwitch webhooks = new EngineSwitch(database.pool(), clock);
        return new Offline(
                database,
                Accounts.over(jdbc, webhooks, transaction, ids, clock),
                ApiKeys.over(jdbc, ids, random, clock),
                new SignInLinks(jdbc, random, clock),
                webhooks);
    }

    @Override
    public void close() {
        database.close();
    }
}
