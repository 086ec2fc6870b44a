package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.SettableClock;
import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("again")
class SqlClaimTest extends ClaimContract {
    private static final Duration LONG_AGO = Duration.ofDays(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int EVENTS = 5;

    /** Of the looks that are made. It stands still while they are: they take no time. */
    private long nanos;

    @Override
    ContractTables tables(SettableClock clock) {
        return new SqlTables(clock, SimulatedWorld.TOPICS);
    }

    @Test
    void what_was_held_for_days_goes_one_after_the_other_where_order_counts_without_waiting_for_the_next_second() {
        EndpointId hats = tables.endpoint(true);
        List<DeliveryId> old = held(hats);
        try (DueRows due = ((SqlTables) tables).due(() -> nanos)) {
            for (DeliveryId next : old) {
                List<Claimed> claimed = claim(due, 1000);
                assertThat(claimed).extracting(this::id).containsExactly(next);
                assertThat(claim(due, 1000)).as("while it is under way").isEmpty();
                record(claimed.getFirst().leased(), new Verdict.Delivered(), 200);
            }
        }
    }

    @Test
    void what_was_held_for_days_and_is_more_than_is_taken_at_once_goes_on_at_once() {
        List<DeliveryId> old = held(tables.endpoint(false));
        List<DeliveryId> taken = new ArrayList<>();
        try (DueRows due = ((SqlTables) tables).due(() -> nanos)) {
            for (int looks = 0; looks < 3; looks++) {
                claim(due, 2).forEach(row -> taken.add(id(row)));
            }
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(old);
    }

    @Test
    void what_the_latest_days_alone_have_is_no_reason_to_look_at_all_of_them() {
        EndpointId hats = tables.endpoint(true);
        try (DueRows due = ((SqlTables) tables).due(() -> nanos)) {
            due(hats, START, 1);
            assertThat(claim(due, 1)).hasSize(1);
            DeliveryId old = due(tables.endpoint(false), START, 2);
            clock.advance(LONG_AGO);
            assertThat(claim(due, 1000)).isEmpty();
            assertThat(due.untilAgain(POLL)).isEqualTo(POLL);
            nanos += Duration.ofSeconds(1).toNanos();
            assertThat(claim(due, 1000)).extracting(this::id).containsExactly(old);
        }
    }

    private List<DeliveryId> held(EndpointId endpoint) {
        List<DeliveryId> old = new ArrayList<>();
        for (int i = 1; i <= EVENTS; i++) {
            old.add(due(endpoint, START, i));
        }
        clock.advance(LONG_AGO);
        return old;
    }

    private List<Claimed> claim(DueRows due, int limit) {
        return due.claim(ask(US, Map.of(), Set.of(), limit, Long.MAX_VALUE), _ -> {});
    }
}
