package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.RunningEngine.OwnTransaction;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.event.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class InDoubtTest {
    private static final DispatchSettings QUICK = DispatchSettings.defaults()
            .withLease(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(15));

    @Test
    void a_commit_that_takes_effect_after_it_was_given_up_leaves_no_delivery_behind() throws SQLException {
        try (RunningEngine engine = new RunningEngine(TestDatabase.create(), QUICK, "0s", "http://127.0.0.1:9/")) {
            engine.webhooks.start(true);
            engine.endpoint("http://127.0.0.1:9/");
            OwnTransaction transaction = new OwnTransaction();
            UUID lease;
            try (Connection connection = engine.database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                transaction.connection = connection;
                engine.webhooks.publish(transaction, List.of(engine.event(SOLD, "hat:1", "{}")));
                transaction.completions.forEach(Transaction.Completion::inDoubt);
                Await.until(PATIENCE, "what was given back at once to be over", () -> giveBackIsOver(engine));
                connection.commit();
            }
            lease = engine.value("select lease_token from delivery", UUID.class);
            Await.until(
                    PATIENCE,
                    "the lease to be given back",
                    () -> engine.value("select count(*) from delivery where lease_token = ?", Long.class, lease) == 0);
        }
    }

    /** The recorder needs no second for it. */
    private static boolean giveBackIsOver(RunningEngine engine) {
        return engine.value(
                        "select count(*) from node where heartbeat_at > started_at + interval '1 second'", Long.class)
                == 1;
    }
}
