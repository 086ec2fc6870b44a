package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.SettableClock;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.Born;
import dev.tributary.webhooks.delivery.ClaimDue;
import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.GivenBack;
import dev.tributary.webhooks.delivery.InsertEvents;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.Room;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.Event;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.FeedPosition;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.transport.Answer;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} does, so that what is seen on tables in memory holds for those in PostgreSQL. */
abstract class LedgerContract {
    static final Instant START = Instant.parse("2031-01-01T12:00:00Z");
    private static final UUID US = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID OTHERS = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String SUBJECT = "hat:1";

    private final SettableClock clock = SettableClock.at(START);
    private final UuidV7 ids = new UuidV7(clock, new Random(2));
    final ContractTables tables = tables(clock);

    abstract ContractTables tables(SettableClock clock);

    @AfterEach
    void close() {
        tables.close();
    }

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

    private static List<Integer> made(List<Claimed> claimed) {
        return claimed.stream().map(row -> row.leased().made()).toList();
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
        assertThat(dead.takeOver(List.of(OTHERS), end, end)).isZero();
        assertThat(dead.takeOver(List.of(OTHERS), end.plusMillis(1), end)).isOne();
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
        assertThat(dead.takeOver(List.of(OTHERS), START.plus(LEASE).plusMillis(1), START))
                .isOne();
    }

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

    private DeliveryId due(EndpointId endpoint, Instant time, long sequence) {
        return insert(endpoint, sequence, new Born.Birth.Due(time));
    }

    private DeliveryId insert(EndpointId endpoint, long sequence, Born.Birth birth) {
        List<DeliveryId> born = new ArrayList<>();
        tables.commit(transaction -> born.add(insert(transaction, endpoint, sequence, birth, US)));
        return born.getFirst();
    }

    private DeliveryId insert(
            Transaction transaction, EndpointId endpoint, long sequence, Born.Birth birth, UUID node) {
        Optional<String> orderKey = tables.isOrdered(endpoint) ? Optional.of(SUBJECT) : Optional.empty();
        byte[] body = {'{', '}'};
        EventId event = new EventId(ids.next());
        DeliveryId id = new DeliveryId(ids.next());
        FeedPosition position = new FeedPosition(1, 0, event.value());
        InsertEvents.Row row = new InsertEvents.Row(
                tables.account().value(),
                new Event(event, ContractTables.TOPIC, SUBJECT, sequence, START, position, body, body));
        Born born = new Born(id, 0, endpoint, Format.CLASSIC, birth, orderKey);
        tables.events().insert(transaction, List.of(row), List.of(born), START, node, ids.next());
        return id;
    }

    private List<Claimed> claim(UUID node, Map<EndpointId, Integer> room, int limit) {
        Map<EndpointId, Room> rooms = new HashMap<>();
        room.forEach((endpoint, any) -> rooms.put(endpoint, new Room(any, 0)));
        return claim(node, rooms, Set.of(), limit, Long.MAX_VALUE);
    }

    private List<Claimed> claim(UUID node, Map<EndpointId, Room> room, Set<AccountId> full, int limit, long bytes) {
        Instant now = clock.instant();
        try (DueRows due = tables.due()) {
            return due.claim(
                    new ClaimDue.Ask(
                            room,
                            new Room(100, 0),
                            full,
                            new EndpointId(new UUID(0, 0)),
                            limit,
                            bytes,
                            now,
                            node,
                            new Lease(ids.next(), 0),
                            now.plus(LEASE)),
                    _ -> {});
        }
    }

    private DeliveryId id(Claimed claimed) {
        return claimed.leased().id();
    }

    private Set<DeliveryId> record(Leased leased, Verdict verdict, int status) {
        Answer answer = new Answer(status, List.of(), new byte[0], false);
        Timing took = Timing.of(Duration.ofMillis(1));
        Outcome outcome = status == 200
                ? new Outcome.Accepted(answer, took)
                : new Outcome.Rejected(answer, Optional.empty(), took);
        Instant now = clock.instant();
        try (OutcomeRows outcomes = tables.outcomes()) {
            return outcomes.record(List.of(
                    new Done(leased, false, "https://hats.example.com/", List.of(), now, now, outcome, verdict)));
        }
    }

    private void giveBack(Leased leased, Duration pause) {
        try (OutcomeRows outcomes = tables.outcomes()) {
            outcomes.giveBack(List.of(new GivenBack(leased, pause)));
        }
    }
}
