package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.SettableClock;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.sql.DatabaseFault;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("again")
class SqlOutcomeTest extends OutcomeContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private int events;

    @Override
    ContractTables tables(SettableClock clock) {
        return new SqlTables(clock, SimulatedWorld.TOPICS);
    }

    /** Somebody else has the row of the one between, which holds up the first node until the other has begun, too. */
    @Test
    void two_nodes_of_which_each_saw_deliver_what_fails_for_the_other_do_not_wait_for_each_other() {
        EndpointId hats = failing();
        EndpointId between = failing();
        EndpointId shoes = failing();
        List<Done> one = List.of(delivered(hats), failed(between), failed(shoes));
        List<Done> other = List.of(failed(hats), delivered(shoes));
        List<CompletableFuture<Set<DeliveryId>>> nodes = new ArrayList<>();
        tables.commit(transaction -> {
            lock(transaction.connection(), between);
            nodes.add(node(one));
            awaitWaiting(1, () -> false);
            nodes.add(node(other));
            awaitWaiting(2, nodes.getLast()::isDone);
        });
        assertThat(nodes)
                .allSatisfy(node -> assertThat(node.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isNotEmpty());
    }

    /** An endpoint that has failed once. */
    private EndpointId failing() {
        EndpointId endpoint = tables.endpoint(false);
        record(leased(endpoint), new Verdict.RetryAt(START.plusSeconds(1000)), 500);
        return endpoint;
    }

    private Leased leased(EndpointId endpoint) {
        events++;
        due(endpoint, START, events);
        return claim(US, Map.of(), 10).getFirst().leased();
    }

    private Done delivered(EndpointId endpoint) {
        return done(leased(endpoint), new Verdict.Delivered(), 200);
    }

    private Done failed(EndpointId endpoint) {
        return done(leased(endpoint), new Verdict.RetryAt(START.plusSeconds(1000)), 500);
    }

    private CompletableFuture<Set<DeliveryId>> node(List<Done> group) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (OutcomeRows outcomes = tables.outcomes()) {
                        return outcomes.record(group);
                    }
                },
                Thread::startVirtualThread);
    }

    private static void lock(Connection connection, EndpointId endpoint) {
        try {
            Rows.update(
                    connection,
                    "update endpoint_failing set failures = failures where endpoint_id = ?",
                    endpoint.value());
        } catch (SQLException e) {
            throw new DatabaseFault(e);
        }
    }

    private void awaitWaiting(int sessions, BooleanSupplier instead) {
        Await.until(PATIENCE, sessions + " to wait", () -> instead.getAsBoolean() || waiting() >= sessions);
    }

    private long waiting() {
        return ((SqlTables) tables)
                .number(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    }
}
