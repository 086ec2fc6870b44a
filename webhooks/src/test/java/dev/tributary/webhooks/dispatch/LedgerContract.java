package dev.tributary.webhooks.dispatch;

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

/**
 * What every {@link Ledger} does, so that what is seen on tables in memory holds for those in PostgreSQL. Here are the
 * steps; what is to be seen after them stands in the contracts that extend this.
 */
abstract class LedgerContract {
    static final Instant START = Instant.parse("2031-01-01T12:00:00Z");
    static final UUID US = UUID.fromString("00000000-0000-4000-8000-000000000001");
    static final UUID OTHERS = UUID.fromString("00000000-0000-4000-8000-000000000002");
    static final Duration LEASE = Duration.ofMinutes(1);
    private static final String SUBJECT = "hat:1";

    final SettableClock clock = SettableClock.at(START);
    private final UuidV7 ids = new UuidV7(clock, new Random(2));
    final ContractTables tables = tables(clock);

    abstract ContractTables tables(SettableClock clock);

    @AfterEach
    void close() {
        tables.close();
    }

    final DeliveryId due(EndpointId endpoint, Instant time, long sequence) {
        return insert(endpoint, sequence, new Born.Birth.Due(time));
    }

    final DeliveryId insert(EndpointId endpoint, long sequence, Born.Birth birth) {
        List<DeliveryId> born = new ArrayList<>();
        tables.commit(transaction -> born.add(insert(transaction, endpoint, sequence, birth, US)));
        return born.getFirst();
    }

    final DeliveryId insert(Transaction transaction, EndpointId endpoint, long sequence, Born.Birth birth, UUID node) {
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

    final List<Claimed> claim(UUID node, Map<EndpointId, Integer> room, int limit) {
        Map<EndpointId, Room> rooms = new HashMap<>();
        room.forEach((endpoint, any) -> rooms.put(endpoint, new Room(any, 0)));
        return claim(node, rooms, Set.of(), limit, Long.MAX_VALUE);
    }

    final List<Claimed> claim(UUID node, Map<EndpointId, Room> room, Set<AccountId> full, int limit, long bytes) {
        try (DueRows due = tables.due()) {
            return due.claim(ask(node, room, full, limit, bytes), _ -> {});
        }
    }

    final ClaimDue.Ask ask(UUID node, Map<EndpointId, Room> room, Set<AccountId> full, int limit, long bytes) {
        Instant now = clock.instant();
        return new ClaimDue.Ask(
                room,
                new Room(100, 0),
                full,
                new EndpointId(new UUID(0, 0)),
                limit,
                bytes,
                now,
                node,
                new Lease(ids.next(), 0),
                now.plus(LEASE));
    }

    final DeliveryId id(Claimed claimed) {
        return claimed.leased().id();
    }

    final Set<DeliveryId> record(Leased leased, Verdict verdict, int status) {
        try (OutcomeRows outcomes = tables.outcomes()) {
            return outcomes.record(List.of(done(leased, verdict, status)));
        }
    }

    final Done done(Leased leased, Verdict verdict, int status) {
        Answer answer = new Answer(status, List.of(), new byte[0], false);
        Timing took = Timing.of(Duration.ofMillis(1));
        Outcome outcome = status == 200
                ? new Outcome.Accepted(answer, took)
                : new Outcome.Rejected(answer, Optional.empty(), took);
        Instant now = clock.instant();
        return new Done(leased, false, "https://hats.example.com/", List.of(), now, now, outcome, verdict);
    }

    final void giveBack(Leased leased, Duration pause) {
        try (OutcomeRows outcomes = tables.outcomes()) {
            outcomes.giveBack(List.of(new GivenBack(leased, pause)));
        }
    }
}
