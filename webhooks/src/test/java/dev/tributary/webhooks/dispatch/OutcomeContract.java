package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What recording and giving back do to a row of any {@link OutcomeRows}, and what a lost lease no longer does. */
abstract class OutcomeContract extends LedgerContract {
    @Test
    void an_outcome_counts_once_and_only_under_the_lease_that_stands_beside_the_row() {
        EndpointId hats = tables.endpoint(false);
        DeliveryId id = due(hats, START, 1);
        Leased lost = claim(OTHERS, Map.of(), 10).getFirst().leased();
        giveBack(lost, Duration.ofSeconds(7));
        assertThat(tables.row(id).due()).contains(START.plusSeconds(7));
        clock.advance(Duration.ofSeconds(7));
        Leased held = claim(US, Map.of(), 10).getFirst().leased();
        assertThat(record(lost, new Verdict.Delivered(), 200)).isEmpty();
        giveBack(lost, Duration.ZERO);
        assertThat(tables.row(id))
                .isEqualTo(new ContractTables.Seen(State.PENDING, 0, Optional.empty(), Optional.of(US)));
        assertThat(record(held, new Verdict.Delivered(), 200)).containsExactly(id);
        assertThat(record(held, new Verdict.RetryAt(START), 500)).isEmpty();
        giveBack(held, Duration.ZERO);
        assertThat(tables.row(id))
                .isEqualTo(new ContractTables.Seen(State.DELIVERED, 1, Optional.empty(), Optional.empty()));
    }

    @Test
    void a_receiver_that_is_gone_is_disabled_and_what_waits_for_it_held() {
        EndpointId hats = tables.endpoint(false);
        DeliveryId gone = due(hats, START, 1);
        Leased leased = claim(US, Map.of(), 10).getFirst().leased();
        DeliveryId waiting = due(hats, START, 2);
        record(leased, new Verdict.Exhausted(true), 410);
        assertThat(tables.isActive(hats)).isFalse();
        assertThat(tables.row(gone).state()).isEqualTo(State.EXHAUSTED);
        assertThat(tables.row(waiting).state()).isEqualTo(State.HELD);
        assertThat(tables.nodes().open(Set.of(hats), START)).isEmpty();
    }
}
