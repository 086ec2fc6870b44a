package dev.tributary.webhooks.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.sql.Database;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a node knows of an endpoint while others change it. */
@Tag("database")
class KnownDestinationsTest {
    private static final String NEW = "the secret that came";

    private final TestDatabase database = TestDatabase.create();
    private final OneAccount owner = new OneAccount(database, _ -> new CompletableFuture<>());
    private final EndpointId id = owner.endpoint("https://8.8.8.8/").id();
    private final KnownDestinations known = new KnownDestinations(OneAccount.VAULT);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_rotation_in_the_middle_of_a_load_is_not_lost() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            known.refresh(beforeItsLastStatement(connection, this::rotate), Map.of(id, 1L), now());
            known.refresh(connection, Map.of(id, 2L), now());

            assertThat(secrets()).containsExactly(NEW);
        }
    }

    @Test
    void a_test_that_reads_in_the_middle_of_a_rotation_does_not_undo_it() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            known.refresh(connection, Map.of(id, 1L), now());
            known.reload(
                    beforeItsLastStatement(connection, () -> {
                        rotate();
                        refresh(2);
                    }),
                    id,
                    now());
            known.refresh(connection, Map.of(id, 2L), now());

            assertThat(secrets()).containsExactly(NEW);
        }
    }

    @Test
    void one_that_is_deleted_in_the_middle_of_a_load_is_not_known_as_it_was() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            known.refresh(
                    beforeItsLastStatement(connection, () -> owner.endpoints.delete(owner.account, id)),
                    Map.of(id, 1L),
                    now());
            known.refresh(connection, Map.of(id, 2L), now());

            assertThat(known.latest(id)).isEmpty();
        }
    }

    @Test
    void a_test_of_one_that_was_deleted_finds_nothing() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            known.refresh(connection, Map.of(id, 1L), now());
            owner.endpoints.delete(owner.account, id);

            assertThat(known.reload(connection, id, now())).isEmpty();
            assertThat(known.latest(id)).isEmpty();
        }
    }

    private Instant now() {
        return owner.clock.instant();
    }

    private List<String> secrets() {
        return known.latest(id).orElseThrow().secrets().stream()
                .map(live -> live.secret().text())
                .toList();
    }

    private void rotate() {
        owner.endpoints.rotate(owner.account, id, Duration.ZERO, Optional.of(NEW));
    }

    private void refresh(long version) {
        new Database(database.dataSource()).read(connection -> {
            known.refresh(connection, Map.of(id, version), now());
            return known;
        });
    }

    /** A connection on which something else happens before the last of the statements that a load takes. */
    private Connection beforeItsLastStatement(Connection real, Runnable change) throws SQLException {
        AtomicInteger statements = new AtomicInteger();
        new KnownDestinations(OneAccount.VAULT).reload(counting(real, statements::incrementAndGet), id, now());
        AtomicInteger left = new AtomicInteger(statements.get());
        return counting(real, () -> {
            if (left.decrementAndGet() == 0) {
                change.run();
            }
        });
    }

    private static Connection counting(Connection real, Runnable beforeEach) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, values) -> {
                    if (method.getName().equals("prepareStatement")) {
                        beforeEach.run();
                    }
                    try {
                        return method.invoke(real, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
