package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.GivenBack;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** {@link OutcomeRows} in memory. Of what follows from outcomes it knows that a receiver that is gone is disabled. */
record MemoryOutcomeRows(MemoryLedger ledger) implements OutcomeRows {
    @Override
    public Set<DeliveryId> record(List<Done> group) {
        return ledger.transaction(writer -> {
            Map<DeliveryId, Done> written = new LinkedHashMap<>();
            for (Done done : group) {
                leasedAs(done.leased()).ifPresent(row -> written.put(row.id, done));
            }
            MemoryStreaks streaks = new MemoryStreaks(ledger.store(), List.copyOf(written.values()));
            written.forEach((id, done) -> {
                MemoryRow row = Objects.requireNonNull(ledger.store().rows.get(id));
                writer.write(row, () -> {
                    apply(row, done);
                    streaks.once();
                });
            });
            return written.keySet();
        });
    }

    private void apply(MemoryRow row, Done done) {
        if (done.leased().made() != row.attempts) {
            throw new Violation("attempt " + (done.leased().made() + 1) + " is recorded after " + row.attempts);
        }
        row.attempts++;
        switch (done.verdict()) {
            case Verdict.Delivered _ -> row.finish(State.DELIVERED);
            case Verdict.RetryAt retry -> row.due(retry.time());
            case Verdict.Exhausted exhausted -> {
                row.finish(State.EXHAUSTED);
                MemoryEndpoint endpoint =
                        Objects.requireNonNull(ledger.store().endpoints.get(row.born.endpoint()));
                if (exhausted.gone()
                        && endpoint.open()
                        && endpoint.settings.url().equals(done.url())) {
                    endpoint.set(Status.DISABLED);
                    ledger.store().hold(endpoint.id);
                }
            }
            case Verdict.Uncharged _ -> throw new Violation("what was no attempt is recorded as one");
        }
    }

    @Override
    public void giveBack(List<GivenBack> leases) {
        ledger.transaction(writer -> {
            Instant now = ledger.clock().instant();
            for (GivenBack back : leases) {
                leasedAs(back.leased())
                        .ifPresent(row -> writer.write(
                                row, () -> row.due(now.plusSeconds(back.pause().toSeconds()))));
            }
            return leases;
        });
    }

    /**
     * Its row, if the lease's token stands beside it, when everybody else who changes it has committed, and this
     * transaction has not changed it yet.
     */
    private Optional<MemoryRow> leasedAs(Leased leased) {
        MemoryRow row = ledger.store().rows.get(leased.id());
        if (row == null || !matches(row, leased)) {
            return Optional.empty();
        }
        MemoryStore.await(row);
        return row.lockedBy == null && matches(row, leased) ? Optional.of(row) : Optional.empty();
    }

    private boolean matches(MemoryRow row, Leased leased) {
        return !ledger.store().checksToken || leased.lease().token().equals(row.token);
    }

    @Override
    public void close() {
        // there is no connection
    }
}
