package dev.tributary.server.conversion;

import dev.tributary.server.account.Events;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.NewEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves conversions from one status to another, as far as {@link Transition} lets them, and tells of it. */
@Component
class ChangeConversions {
    private final ConversionStore store;
    private final Snapshots snapshots;
    private final Events events;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    ChangeConversions(
            ConversionStore store,
            Snapshots snapshots,
            Events events,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.store = store;
        this.snapshots = snapshots;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What became of one id; {@code reason} only where it was refused. */
    record Result(long id, String result, @Nullable String reason) {}

    /** One result per id asked for, in that order. All changes commit together. */
    List<Result> all(AccountId account, List<Long> numbers, StatusChange change) {
        return transaction.execute(status -> {
            Map<Long, Conversion> known = new HashMap<>();
            store.lock(account, numbers).forEach(conversion -> known.put(conversion.number(), conversion));
            List<Result> results = new ArrayList<>();
            List<NewEvent> told = new ArrayList<>();
            for (long number : numbers) {
                results.add(one(account, number, known, change, told));
            }
            events.publish(told.toArray(NewEvent[]::new));
            return results;
        });
    }

    /**
     * Writes the merchant's own note in place of what is there, whatever the conversion's status; no event tells of it.
     *
     * @return whether there is such a conversion
     */
    boolean note(AccountId account, long number, Optional<String> notes) {
        return transaction.execute(status -> {
            List<Conversion> found = store.lock(account, List.of(number));
            found.stream()
                    .filter(conversion -> !conversion.standing().notes().equals(notes))
                    .forEach(conversion -> store.note(
                            account, conversion.changed(conversion.standing().noted(notes), clock.instant())));
            return !found.isEmpty();
        });
    }

    /** Makes an allowed change to a conversion that the caller's transaction has locked. */
    void apply(AccountId account, Conversion conversion, StatusChange change) {
        List<NewEvent> told = new ArrayList<>();
        apply(account, conversion, change, told);
        events.publish(told.toArray(NewEvent[]::new));
    }

    private Result one(
            AccountId account, long number, Map<Long, Conversion> known, StatusChange change, List<NewEvent> told) {
        Conversion conversion = known.get(number);
        if (conversion == null) {
            return new Result(number, "refused", "there is no conversion " + number);
        }
        return switch (Transition.of(conversion.standing(), change.to())) {
            case Transition.Allowed() -> {
                known.put(number, apply(account, conversion, change, told));
                yield new Result(number, "changed", null);
            }
            case Transition.Unchanged() -> new Result(number, "unchanged", null);
            case Transition.Refused(String reason) -> new Result(number, "refused", reason);
        };
    }

    private Conversion apply(AccountId account, Conversion before, StatusChange change, List<NewEvent> told) {
        Conversion after = before.changed(change.applied(before.standing()), clock.instant());
        store.change(account, after);
        told.addAll(ConversionEvents.changed(account, before, snapshots.of(account, after)));
        return after;
    }
}
