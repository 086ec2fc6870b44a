package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.delivery.Born;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How nodes see each other in any {@link NodeRows}, and what the dead leave behind in any {@link DeadNodeRows}. */
abstract class NodesContract extends LedgerContract {
    @Test
    void only_expired_leases_of_the_dead_are_taken_over_and_they_are_looked_for_twice() {
        EndpointId hats = tables.endpoint(false);
        DeliveryId left = due(hats, START, 1);
        claim(OTHERS, Map.of(), 1);
        DeliveryId ours = due(hats, START, 2);
        claim(US, Map.of(), 1);
        tables.nodes().beat(OTHERS, START, START, Set.of());
        tables.nodes().beat(US, START, START, Set.of());
        DeadNodeRows dead = tables.deadNodes();
        assertThat(dead.dead(US, START.minusSeconds(1))).isEmpty();
        assertThat(dead.dead(US, START)).containsExactly(OTHERS);
        Instant end = START.plus(LEASE);
        assertThat(dead.takeOver(List.of(OTHERS), end, end, () -> false)).isZero();
        assertThat(dead.takeOver(List.of(OTHERS), end.plusMillis(1), end, () -> true))
                .as("by one that stops")
                .isZero();
        assertThat(dead.takeOver(List.of(OTHERS), end.plusMillis(1), end, () -> false))
                .isOne();
        assertThat(tables.row(left).leasedTo()).isEmpty();
        assertThat(tables.row(ours).leasedTo()).contains(US);
        dead.buried(List.of(OTHERS), START);
        assertThat(dead.dead(US, START)).containsExactly(OTHERS);
        dead.buried(List.of(OTHERS), START);
        assertThat(dead.dead(US, START)).isEmpty();
    }

    @Test
    void nodes_see_each_other_and_whom_each_counts_with() {
        NodeRows nodes = tables.nodes();
        nodes.beat(US, START, START, Set.of());
        nodes.beat(OTHERS, START, START, Set.of(US));
        nodes.beat(US, START, START.plusSeconds(1), Set.of(OTHERS, US));
        assertThat(nodes.look(START))
                .containsExactlyInAnyOrder(
                        new NodeRows.Seen(US, true, Set.of(OTHERS, US)), new NodeRows.Seen(OTHERS, false, Set.of(US)));
        nodes.leave(US);
        assertThat(nodes.look(START)).extracting(NodeRows.Seen::id).containsExactly(OTHERS);
    }

    @Test
    void who_is_buried_and_speaks_again_lives() {
        tables.nodes().beat(OTHERS, START, START, Set.of());
        tables.deadNodes().buried(List.of(OTHERS), START);
        tables.nodes().beat(OTHERS, START, START.plusSeconds(1), Set.of());
        tables.deadNodes().buried(List.of(OTHERS), START);
        assertThat(tables.nodes().look(START)).extracting(NodeRows.Seen::id).containsExactly(OTHERS);
    }

    @Test
    void who_was_buried_is_not_forgotten_while_a_transaction_from_before_is_open() {
        EndpointId hats = tables.endpoint(false);
        tables.nodes().beat(OTHERS, START, START, Set.of());
        DeadNodeRows dead = tables.deadNodes();
        tables.commit(transaction -> {
            insert(transaction, hats, 1, new Born.Birth.WithLease(START.plus(LEASE)), OTHERS);
            dead.buried(dead.dead(US, START), START);
            assertThat(dead.dead(US, START)).isEmpty();
        });
        assertThat(dead.dead(US, START)).containsExactly(OTHERS);
        assertThat(dead.takeOver(List.of(OTHERS), START.plus(LEASE).plusMillis(1), START, () -> false))
                .isOne();
    }
}
