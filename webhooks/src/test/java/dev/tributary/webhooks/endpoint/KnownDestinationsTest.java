package dev.tributary.webhooks.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.transport.AddressPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a node knows of an endpoint while others change it. */
@Tag("database")
class KnownDestinationsTest {
    private static final String NEW = "the secret that came";
    private static final Vault VAULT = new Vault(new byte[32]);

    private final InstantSource clock = InstantSource.system();
    private final TestDatabase database = TestDatabase.create();
    private final AccountId account = new AccountId(UUID.randomUUID());
    private final Endpoints endpoints = endpoints();
    private final KnownDestinations known = new KnownDestinations(VAULT);
    private EndpointId id = new EndpointId(new UUID(0, 0));

    @BeforeEach
    void one_webhook() {
        Database rows = new Database(database.dataSource());
        new AccountSwitch(rows, clock, new NoDeliveries()).set(account, true);
        id = endpoints
                .create(account, EndpointSettings.forUrl("https://8.8.8.8/"), Optional.empty())
                .id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_rotation_in_the_middle_of_a_load_is_not_lost() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            known.refresh(beforeItsLastStatement(connection, this::rotate), Map.of(id, 1L), clock.instant());
            known.refresh(connection, Map.of(id, 2L), clock.instant());

            assertThat(secrets()).containsExactly(NEW);
        }
    }

    @Test
    void a_test_that_reads_in_the_middle_of_a_rotation_does_not_undo_it() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            known.refresh(connection, Map.of(id, 1L), clock.instant());
            known.reload(
                    beforeItsLastStatement(connection, () -> {
                        rotate();
                        refresh(2);
                    }),
                    id,
                    clock.instant());
            known.refresh(connection, Map.of(id, 2L), clock.instant());

            assertThat(secrets()).containsExactly(NEW);
        }
    }

    @Test
    void one_that_is_deleted_in_the_middle_of_a_load_is_not_known_as_it_was() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            known.refresh(
                    beforeItsLastStatement(connection, () -> endpoints.delete(account, id)),
                    Map.of(id, 1L),
                    clock.instant());
            known.refresh(connection, Map.of(id, 2L), clock.instant());

            assertThat(known.latest(id)).isEmpty();
        }
    }

    @Test
    void a_test_of_one_that_was_deleted_finds_nothing() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            known.refresh(connection, Map.of(id, 1L), clock.instant());
            endpoints.delete(account, id);

            assertThat(known.reload(connection, id, clock.instant())).isEmpty();
            assertThat(known.latest(id)).isEmpty();
        }
    }

    private List<String> secrets() {
        return known.latest(id).orElseThrow().secrets().stream()
                .map(live -> live.secret().text())
                .toList();
    }

    private void rotate() {
        endpoints.rotate(account, id, Duration.ZERO, Optional.of(NEW));
    }

    private void refresh(long version) {
        new Database(database.dataSource()).read(connection -> {
            known.refresh(connection, Map.of(id, version), clock.instant());
            return known;
        });
    }

    /** A connection on which something else happens before the last of the statements that a load takes. */
    private Connection beforeItsLastStatement(Connection real, Runnable change) throws SQLException {
        AtomicInteger statements = new AtomicInteger();
        new KnownDestinations(VAULT).reload(counting(real, statements::incrementAndGet), id, clock.instant());
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

    private Endpoints endpoints() {
        SecureRandom random = new SecureRandom();
        return new Endpoints(
                new Database(database.dataSource()),
                clock,
                new UuidV7(clock, random),
                random,
                VAULT,
                new TopicCatalogue(List.of()),
                new AddressPolicy(Set.of(), false, Optional.empty(), _ -> new CompletableFuture<>()),
                Schedules.with(RetrySchedule.DEFAULT),
                new NoDeliveries());
    }

    /** There are none. */
    private static final class NoDeliveries implements Endpoints.ItsDeliveries {
        @Override
        public void follow(Connection connection, AccountId account, List<EndpointId> endpoints) {}

        @Override
        public void skip(Connection connection, AccountId account, EndpointId endpoint) {}
    }
}
