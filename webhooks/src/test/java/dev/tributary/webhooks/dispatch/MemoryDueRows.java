package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.ClaimDue.Ask;
import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.Room;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** {@link DueRows} in memory. */
record MemoryDueRows(MemoryLedger ledger) implements DueRows {
    @Override
    public List<Claimed> claim(Ask ask, Consumer<List<Claimed>> seen) {
        return ledger.transaction(writer -> {
            List<MemoryRow> found = due(ask);
            List<Claimed> claimed = found.stream().map(row -> claimed(row, ask)).toList();
            seen.accept(claimed);
            for (int i = 0; i < claimed.size(); i++) {
                MemoryRow row = found.get(i);
                Claimed as = claimed.get(i);
                if (as.open()) {
                    endpoint(row).tell(ledger.known());
                    writer.write(row, () -> row.lease(ask.node(), ask.lease().token(), ask.leaseUntil()));
                } else {
                    writer.write(row, as.over() ? () -> row.finish(State.CANCELLED) : row::hold);
                }
            }
            return claimed;
        });
    }

    /** From endpoint to endpoint, beginning after the one given; each in order of due time. */
    private List<MemoryRow> due(Ask ask) {
        Comparator<UUID> order = Comparator.comparing(UUID::toString);
        List<EndpointId> walk = ledger.store().endpoints.keySet().stream()
                .sorted(Comparator.comparing((EndpointId id) ->
                                order.compare(id.value(), ask.startAfter().value()) <= 0)
                        .thenComparing(EndpointId::value, order))
                .toList();
        List<MemoryRow> found = new ArrayList<>();
        walk.forEach(endpoint -> found.addAll(due(endpoint, room(endpoint, ask), ask.now())));
        List<MemoryRow> taken = new ArrayList<>();
        long bytes = 0;
        for (MemoryRow row : found.subList(0, Math.min(ask.limit(), found.size()))) {
            if (bytes < ask.bytes()) {
                taken.add(row);
            }
            bytes += row.body().length;
        }
        return taken;
    }

    private Room room(EndpointId endpoint, Ask ask) {
        AccountId account = Objects.requireNonNull(ledger.store().endpoints.get(endpoint)).account;
        return ask.room().getOrDefault(endpoint, ask.full().contains(account) ? Room.NONE : ask.elsewhere());
    }

    /** One retry after four fresh ones, and one after nine more each. */
    private List<MemoryRow> due(EndpointId endpoint, Room room, Instant now) {
        List<MemoryRow> fresh = due(endpoint, now, true, room.any());
        List<MemoryRow> again = due(endpoint, now, false, room.again() + room.any() - fresh.size());
        List<MemoryRow> mixed = new ArrayList<>();
        while (!fresh.isEmpty() || !again.isEmpty()) {
            boolean retry = fresh.isEmpty() || (mixed.size() % 10 == 4 && !again.isEmpty());
            mixed.add((retry ? again : fresh).removeFirst());
        }
        return mixed;
    }

    private List<MemoryRow> due(EndpointId endpoint, Instant now, boolean fresh, int most) {
        return ledger.store().unfinished.values().stream()
                .filter(row -> row.born.endpoint().equals(endpoint))
                .filter(row -> row.due != null && !row.due.isAfter(now))
                .filter(row -> (row.attempts == 0 && !row.isReplay()) == fresh)
                .filter(row -> row.lockedBy == null)
                .filter(row -> !ledger.store().guardsOrder || !ledger.store().isBehindAnother(row))
                .sorted(Comparator.comparing(row -> Objects.requireNonNull(row.due)))
                .limit(most)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Claimed claimed(MemoryRow row, Ask ask) {
        MemoryEndpoint endpoint = endpoint(row);
        Event event = row.event.event();
        Leased leased = new Leased(
                row.id,
                new AccountId(row.event.account()),
                endpoint.id,
                event.id(),
                event.topic(),
                event.sequence(),
                row.born.format(),
                row.attempts,
                row.body(),
                ask.lease(),
                row.isReplay());
        boolean open = ledger.store().isOpen(endpoint)
                || (row.isTrial() && !endpoint.deleted && ledger.store().isOn(endpoint.account));
        return new Claimed(leased, endpoint.version, open, endpoint.deleted);
    }

    private MemoryEndpoint endpoint(MemoryRow row) {
        return Objects.requireNonNull(ledger.store().endpoints.get(row.born.endpoint()));
    }

    @Override
    public void wakeOthers(UUID node) {
        // they look by themselves
    }

    @Override
    public void close() {
        // there is no connection
    }
}
