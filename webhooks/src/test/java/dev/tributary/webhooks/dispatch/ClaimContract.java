package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Room;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What comes of asking any {@link DueRows} for what is due: which rows, how many, in what order. */
abstract class ClaimContract extends LedgerContract {
    @Test
    void only_what_is_due_is_claimed_and_the_longest_due_first() {
        EndpointId hats = tables.endpoint(false);
        DeliveryId second = due(hats, START.minusSeconds(1), 1);
        DeliveryId first = due(hats, START.minusSeconds(2), 2);
        DeliveryId now = due(hats, START, 3);
        DeliveryId later = due(hats, START.plusMillis(1), 4);
        assertThat(claim(US, Map.of(hats, 2), 10)).extracting(this::id).containsExactlyInAnyOrder(first, second);
        assertThat(claim(US, Map.of(), 10)).extracting(this::id).containsExactly(now);
        assertThat(tables.row(first).leasedTo()).contains(US);
        assertThat(tables.row(first).due()).isEmpty();
        assertThat(tables.row(later).due()).contains(START.plusMillis(1));
    }

    @Test
    void no_more_is_claimed_than_there_is_room_for_and_none_for_a_full_lane() {
        EndpointId full = tables.endpoint(false);
        EndpointId hats = tables.endpoint(false);
        for (int i = 1; i <= 5; i++) {
            due(full, START, i);
            due(hats, START, i);
        }
        assertThat(claim(US, Map.of(full, 0, hats, 2), 10))
                .hasSize(2)
                .allMatch(row -> row.leased().endpoint().equals(hats));
        assertThat(claim(US, Map.of(full, 0), 1)).hasSize(1);
        assertThat(claim(US, Map.of(), 100)).hasSize(7);
        assertThat(claim(US, Map.of(), 100)).isEmpty();
    }

    @Test
    void no_row_follows_once_there_are_bytes_enough_and_one_always_comes() {
        EndpointId hats = tables.endpoint(false);
        for (int i = 1; i <= 5; i++) {
            due(hats, START.plusMillis(i), i); // two bytes each
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(claim(US, Map.of(), Set.of(), 10, 3)).hasSize(2);
        assertThat(claim(US, Map.of(), Set.of(), 10, 2)).hasSize(1);
        assertThat(claim(US, Map.of(), Set.of(), 10, 1)).hasSize(1);
        assertThat(claim(US, Map.of(), Set.of(), 10, 100)).hasSize(1);
    }

    @Test
    void nothing_is_claimed_of_a_full_account_but_for_lanes_that_say_how_much() {
        EndpointId hats = tables.endpoint(false);
        EndpointId caps = tables.endpoint(false);
        due(hats, START, 1);
        due(caps, START, 1);
        assertThat(claim(US, Map.of(caps, new Room(5, 0)), Set.of(tables.account()), 10, 100))
                .hasSize(1)
                .allMatch(row -> row.leased().endpoint().equals(caps));
    }

    @Test
    void nine_fresh_ones_are_claimed_for_one_that_is_due_again_however_long_it_has_been() {
        EndpointId hats = tables.endpoint(false);
        for (int i = 1; i <= 20; i++) {
            due(hats, START.minusSeconds(1000), i);
        }
        for (Claimed claimed : claim(US, Map.of(), 20)) {
            record(claimed.leased(), new Verdict.RetryAt(START.minusSeconds(500)), 500);
        }
        for (int i = 21; i <= 60; i++) {
            due(hats, START.minusMillis(100 - i), i);
        }
        assertThat(made(claim(US, Map.of(hats, new Room(9, 1)), Set.of(), 100, 100)))
                .containsExactly(0, 0, 0, 0, 1, 0, 0, 0, 0, 0);
        assertThat(made(claim(US, Map.of(hats, new Room(1, 0)), Set.of(), 100, 100)))
                .containsExactly(0);
        assertThat(made(claim(US, Map.of(hats, new Room(0, 1)), Set.of(), 100, 100)))
                .containsExactly(1);
        assertThat(made(claim(US, Map.of(hats, new Room(20, 5)), Set.of(), 6, 100)))
                .containsExactly(0, 0, 0, 0, 1, 0);
        List<Integer> rest = made(claim(US, Map.of(hats, new Room(100, 0)), Set.of(), 100, 1000));
        assertThat(rest).filteredOn(made -> made == 0).hasSize(25);
        assertThat(rest).filteredOn(made -> made == 1).hasSize(17);
    }

    @Test
    void where_order_counts_the_next_goes_when_the_one_before_is_finished() {
        EndpointId hats = tables.endpoint(true);
        DeliveryId second = due(hats, START.minusSeconds(9), 2);
        DeliveryId first = due(hats, START, 1);
        List<Claimed> claimed = claim(US, Map.of(), 10);
        assertThat(claimed).extracting(this::id).containsExactly(first);
        assertThat(claim(US, Map.of(), 10)).isEmpty();
        record(claimed.getFirst().leased(), new Verdict.RetryAt(START.plusSeconds(5)), 500);
        assertThat(claim(US, Map.of(), 10)).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        record(claim(US, Map.of(), 10).getFirst().leased(), new Verdict.Delivered(), 200);
        assertThat(claim(US, Map.of(), 10)).extracting(this::id).containsExactly(second);
    }

    private static List<Integer> made(List<Claimed> claimed) {
        return claimed.stream().map(row -> row.leased().made()).toList();
    }
}
