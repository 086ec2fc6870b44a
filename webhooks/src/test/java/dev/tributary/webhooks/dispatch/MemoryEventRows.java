package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Born;
import dev.tributary.webhooks.delivery.InsertEvents;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@link EventRows} in memory. */
record MemoryEventRows(MemoryLedger ledger) implements EventRows {
    @Override
    public MatchEvents.Matches match(Transaction transaction, List<NewEvent> events, List<Topic> topics, Instant now) {
        MemoryTransaction own = (MemoryTransaction) transaction;
        return ledger.run(() -> match(own, events, topics));
    }

    private MatchEvents.Matches match(MemoryTransaction own, List<NewEvent> events, List<Topic> topics) {
        MemoryStore store = ledger.store();
        long[] sequences = new long[events.size()];
        List<MatchEvents.Match> matches = new ArrayList<>();
        for (int i = 0; i < sequences.length; i++) {
            NewEvent event = events.get(i);
            String counter = event.account() + " " + event.subject();
            sequences[i] = own.sequences.getOrDefault(counter, store.sequences.getOrDefault(counter, 0L)) + 1;
            own.sequences.put(counter, sequences[i]);
            Set<EndpointId> wanting = store.wanting(event.account(), topics.get(i), event.subject());
            for (MemoryEndpoint endpoint : store.endpoints.values()) {
                if (wanting.contains(endpoint.id)) {
                    if (endpoint.open()) {
                        endpoint.tell(ledger.known());
                    }
                    matches.add(new MatchEvents.Match(i, Optional.of(wanted(endpoint))));
                }
            }
        }
        return new MatchEvents.Matches(sequences, matches);
    }

    private static MatchEvents.Wanted wanted(MemoryEndpoint endpoint) {
        return new MatchEvents.Wanted(
                endpoint.id,
                endpoint.version,
                endpoint.status == Status.ACTIVE,
                endpoint.settings.ordered(),
                endpoint.settings.format());
    }

    @Override
    public void insert(
            Transaction transaction,
            List<InsertEvents.Row> events,
            List<Born> births,
            Instant now,
            UUID node,
            UUID token) {
        ((MemoryTransaction) transaction).events.addAll(events);
        ledger.run(() -> births.stream()
                        .map(born -> new MemoryRow(events.get(born.event()), born, node, token))
                        .toList())
                .forEach(((MemoryTransaction) transaction).rows::add);
    }
}
