package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.delivery.Born;
import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of deliveries in any {@link Ledger} when owners pause, delete, skip, send again or are turned off. */
abstract class OwnersContract extends LedgerContract {
    @Test
    void what_is_due_at_a_paused_webhook_is_held_and_released_when_it_is_not_any_more() {
        EndpointId hats = tables.endpoint(false);
        DeliveryId before = due(hats, START, 1);
        tables.pause(hats);
        DeliveryId after = due(hats, START, 2); // by a transaction that had not seen the pause
        assertThat(tables.row(before).state()).isEqualTo(State.HELD);
        assertThat(claim(US, Map.of(), 10)).allMatch(row -> !row.open() && !row.over());
        assertThat(tables.row(after).state()).isEqualTo(State.HELD);
        tables.deadNodes().releaseForgotten();
        assertThat(tables.row(after).state()).isEqualTo(State.HELD);
        tables.enable(hats, true);
        DeliveryId born = insert(hats, 3, new Born.Birth.Held());
        tables.deadNodes().releaseForgotten();
        for (DeliveryId id : List.of(before, after, born)) {
            assertThat(tables.row(id).due()).contains(START);
        }
    }

    @Test
    void what_is_due_at_a_deleted_webhook_is_cancelled() {
        EndpointId hats = tables.endpoint(true);
        DeliveryId before = due(hats, START, 1);
        tables.delete(hats);
        DeliveryId after = due(hats, START, 2);
        assertThat(tables.row(before).state()).isEqualTo(State.CANCELLED);
        assertThat(claim(US, Map.of(), 10)).allMatch(Claimed::over);
        assertThat(tables.row(after).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void skipping_cancels_what_waits_and_leaves_what_is_under_way() {
        EndpointId hats = tables.endpoint(false);
        DeliveryId sent = due(hats, START, 1);
        Leased leased = claim(US, Map.of(), 10).getFirst().leased();
        DeliveryId waiting = due(hats, START, 2);
        tables.pause(hats);
        tables.enable(hats, false);
        assertThat(tables.row(waiting).state()).isEqualTo(State.CANCELLED);
        assertThat(record(leased, new Verdict.Delivered(), 200)).containsExactly(sent);
    }

    @Test
    void one_that_is_sent_again_goes_to_a_paused_webhook_too_and_stands_outside_the_order() {
        EndpointId hats = tables.endpoint(true);
        DeliveryId first = due(hats, START, 1);
        record(claim(US, Map.of(), 10).getFirst().leased(), new Verdict.Delivered(), 200);
        ContractTables.Seen was = tables.row(first);
        due(hats, START.plusSeconds(9), 2);
        tables.pause(hats);
        DeliveryId again = tables.replay(first);
        Claimed claimed = claim(US, Map.of(), 10).getFirst();
        assertThat(claimed.leased().id()).isEqualTo(again);
        assertThat(claimed.leased().replay()).isTrue();
        assertThat(claimed.leased().made()).isZero();
        assertThat(claimed.open()).isTrue();
        record(claimed.leased(), new Verdict.RetryAt(START.plusSeconds(1)), 500);
        assertThat(tables.row(again).attempts()).isOne();
        assertThat(tables.row(first)).isEqualTo(was);
    }

    @Test
    void off_holds_what_is_due_replays_too_and_on_sends_it() {
        EndpointId hats = tables.endpoint(false);
        DeliveryId sent = due(hats, START, 1);
        Leased leased = claim(US, Map.of(), 10).getFirst().leased();
        DeliveryId waiting = due(hats, START, 2);
        DeliveryId again = tables.replay(sent);
        tables.turn(false);
        assertThat(tables.nodes().open(Set.of(hats), START)).isEmpty();
        DeliveryId late = due(hats, START, 3); // by a transaction that had not seen it
        assertThat(claim(US, Map.of(), 10)).noneMatch(row -> row.open() || row.over());
        for (DeliveryId id : List.of(waiting, again, late)) {
            assertThat(tables.row(id).state()).isEqualTo(State.HELD);
        }
        assertThat(record(leased, new Verdict.Delivered(), 200))
                .as("what was under way")
                .containsExactly(sent);
        tables.turn(true);
        assertThat(claim(US, Map.of(), 10)).extracting(this::id).containsExactlyInAnyOrder(waiting, again, late);
    }
}
