package dev.tributary.server.conversion;

import dev.tributary.server.account.Events;
import dev.tributary.server.order.RefundedOrders;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.NewEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves conversions from one status to another, as far as {@link Transition} lets them, and tells of it. */
@Component
class ChangeConversions {
    private final ConversionStore store;
    private final EarnedStore earned;
    private final Snapshots snapshots;
    private final Partners partners;
    private final RefundedOrders refunds;
    private final TakeBack takeBack;
    private final Events events;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    ChangeConversions(
            ConversionStore store,
            EarnedStore earned,
            Snapshots snapshots,
            Partners partners,
            RefundedOrders refunds,
            TakeBack takeBack,
            Events events,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.store = store;
        this.earned = earned;
        this.snapshots = snapshots;
        this.partners = partners;
        this.refunds = refunds;
        this.takeBack = takeBack;
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
            List<Long> unqualified = known.values().stream()
                    .filter(conversion -> conversion.standing().status() == Status.UNQUALIFIED)
                    .map(Conversion::number)
                    .toList();
            List<Result> results = new ArrayList<>();
            List<NewEvent> told = new ArrayList<>();
            for (long number : numbers) {
                results.add(one(account, number, known, change, told));
            }
            credited(account, unqualified, known);
            events.publish(told.toArray(NewEvent[]::new));
            return results;
        });
    }

    /** What was no credit until now; affiliates by number, as a birth locks them. */
    private void credited(AccountId account, List<Long> unqualified, Map<Long, Conversion> known) {
        unqualified.stream()
                .flatMap(number -> Stream.ofNullable(known.get(number)))
                .filter(Conversion::isCredit)
                .sorted(Comparator.comparingLong(Conversion::affiliate))
                .forEach(conversion -> partners.credited(account, conversion.affiliate(), conversion.created()));
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
                    .filter(conversion -> conversion.number() == number)
                    .filter(conversion -> !conversion.standing().notes().equals(notes))
                    .forEach(conversion -> store.note(
                            account, conversion.changed(conversion.standing().noted(notes), clock.instant())));
            return found.stream().anyMatch(conversion -> conversion.number() == number);
        });
    }

    /** Makes an allowed change to a conversion that the caller's transaction has locked. */
    void apply(AccountId account, Conversion conversion, StatusChange change) {
        List<NewEvent> told = new ArrayList<>();
        apply(account, conversion, change, new HashMap<>(), told);
        events.publish(told.toArray(NewEvent[]::new));
    }

    /** Does what follows from a refund for a conversion that the caller's transaction has locked. */
    void book(AccountId account, Conversion first, TakenBack decision, Instant at) {
        List<NewEvent> told = new ArrayList<>();
        book(account, first, decision, at, new HashMap<>(), told);
        events.publish(told.toArray(NewEvent[]::new));
    }

    private Result one(
            AccountId account, long number, Map<Long, Conversion> known, StatusChange change, List<NewEvent> told) {
        Conversion conversion = known.get(number);
        if (conversion == null) {
            return new Result(number, "refused", "there is no conversion " + number);
        }
        return switch (transition(account, conversion, change.to(), known)) {
            case Transition.Allowed() -> {
                apply(account, conversion, change, known, told);
                yield new Result(number, "changed", null);
            }
            case Transition.Unchanged() -> new Result(number, "unchanged", null);
            case Transition.Refused(String reason) -> new Result(number, "refused", reason);
        };
    }

    private Transition transition(AccountId account, Conversion conversion, Status to, Map<Long, Conversion> known) {
        Optional<Status> first = conversion
                .refundOf()
                .flatMap(number -> Optional.ofNullable(known.get(number)).or(() -> store.find(account, number)))
                .map(sale -> sale.standing().status());
        return Transition.of(conversion, first, to);
    }

    private void apply(
            AccountId account,
            Conversion before,
            StatusChange change,
            Map<Long, Conversion> known,
            List<NewEvent> told) {
        Conversion after = write(account, before, change, known, told);
        if (after.refundOf().isEmpty()) {
            switch (change.to()) {
                case DENIED, UNQUALIFIED -> fall(account, after, change, known, told);
                case PENDING -> catchUp(account, after, known, told);
                case APPROVED -> {}
            }
        }
    }

    private Conversion write(
            AccountId account,
            Conversion before,
            StatusChange change,
            Map<Long, Conversion> known,
            List<NewEvent> told) {
        Conversion after = before.changed(change.applied(before.standing()), clock.instant());
        store.change(account, after, approveAt(account, after));
        known.put(after.number(), after);
        told.addAll(ConversionEvents.changed(account, before, snapshots.of(account, after)));
        return after;
    }

    /** One that is reopened waits its offer's days anew; where they are none, it is left to whoever reopened it. */
    private Optional<Instant> approveAt(AccountId account, Conversion after) {
        return after.standing().status() == Status.PENDING
                ? partners.approvesAfter(account, after.offer()).map(clock.instant()::plus)
                : Optional.empty();
    }

    /** The refunds of a conversion that came to nothing go with it; what was paid of them is given back. */
    private void fall(
            AccountId account,
            Conversion first,
            StatusChange change,
            Map<Long, Conversion> known,
            List<NewEvent> told) {
        StatusChange same =
                new StatusChange(change.to(), change.denied(), change.reason(), Optional.empty(), change.undone());
        List<Conversion> paid = new ArrayList<>();
        for (Conversion refund : store.lockRefunds(account, first.number())) {
            if (refund.standing().payment().isPresent()) {
                paid.add(refund);
            } else if (refund.standing().status() == Status.APPROVED) {
                apply(account, refund, same, known, told);
            }
        }
        book(account, first, TakenBack.giveBack(first, paid), clock.instant(), known, told);
    }

    /** A conversion that is weighed again has missed what was given back of its order. */
    private void catchUp(AccountId account, Conversion first, Map<Long, Conversion> known, List<NewEvent> told) {
        first.sale()
                .order()
                .flatMap(order -> refunds.find(account, order))
                .ifPresent(found -> book(
                        account,
                        first,
                        TakenBack.of(
                                first,
                                Optional.ofNullable(
                                        earned.of(account, found.order().id()).get(first.number())),
                                store.lockRefunds(account, first.number()),
                                found.order(),
                                found.refunded()),
                        clock.instant(),
                        known,
                        told));
    }

    private void book(
            AccountId account,
            Conversion first,
            TakenBack decision,
            Instant at,
            Map<Long, Conversion> known,
            List<NewEvent> told) {
        switch (decision) {
            case TakenBack.Nothing() -> {}
            case TakenBack.Deny(DeniedReason reason) -> apply(account, first, StatusChange.undone(reason), known, told);
            case TakenBack.Recode(DeniedReason reason) ->
                Stream.concat(Stream.of(first), store.lockRefunds(account, first.number()).stream())
                        .filter(conversion -> conversion.standing().undone())
                        .forEach(conversion -> write(account, conversion, StatusChange.undone(reason), known, told));
            case TakenBack.Reopen() ->
                apply(
                        account,
                        first,
                        new StatusChange(Status.PENDING, Optional.empty(), Optional.empty(), Optional.empty()),
                        known,
                        told);
            case TakenBack.Book(Conversion.Worth worth) -> takeBack.book(account, first, worth, at, told);
        }
    }
}
