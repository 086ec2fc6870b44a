package dev.tributary.server.payment;

import dev.tributary.server.account.Events;
import dev.tributary.server.account.Numbers;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.api.Problem;
import dev.tributary.server.conversion.Due;
import dev.tributary.server.conversion.Left;
import dev.tributary.server.conversion.PayConversions;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.NewEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Pays what is owed: a payment for each affiliate and currency, all in one transaction, or none. */
@Component
class PayAffiliates {
    private final RunStore runs;
    private final PaymentStore store;
    private final PayConversions conversions;
    private final Affiliates affiliates;
    private final Numbers numbers;
    private final Events events;
    private final TransactionTemplate transaction;
    private final UuidV7 ids;
    private final InstantSource clock;

    PayAffiliates(
            RunStore runs,
            PaymentStore store,
            PayConversions conversions,
            Affiliates affiliates,
            Numbers numbers,
            Events events,
            TransactionTemplate transaction,
            UuidV7 ids,
            InstantSource clock) {
        this.runs = runs;
        this.store = store;
        this.conversions = conversions;
        this.affiliates = affiliates;
        this.numbers = numbers;
        this.events = events;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What came of a run.
     *
     * @param made by number
     * @param more whether others could be paid too
     */
    record Result(List<Payment> made, List<Judgement.Skipped> skipped, boolean more) {}

    /** What the run would pay now. */
    Judgement preview(AccountId account, Run run) {
        return judge(account, conversions.due(account, run.payable()), run);
    }

    /** What else could be paid to those whom the run means, were it not for its period. */
    List<Left> left(AccountId account, Run run) {
        return conversions.left(account, run.payable());
    }

    /**
     * Pays. What the run pays is judged now, whatever a preview has shown. The same key with the same wish again pays
     * nothing more and answers what was made the first time; a run that made nothing leaves its key unused.
     *
     * @param by who pays
     * @throws Problem 409 if the key came with another wish, 422 if there is too much to pay at once or if {@link
     *     Who.One} has no balance that can be paid, or several
     */
    Result run(AccountId account, String by, Run run, Optional<String> key) {
        return transaction.execute(status -> {
            UUID id = ids.next();
            if (!runs.begin(account, id, key, run.text(), by, clock.instant())) {
                return repeated(account, key.orElseThrow(), run);
            }
            Instant now = clock.instant();
            Judgement judgement = judge(account, conversions.lock(account, run.payable()), run);
            if (run.who() instanceof Who.One) {
                OnlyOne.require(judgement);
            }
            if (judgement.paid().isEmpty()) {
                status.setRollbackOnly();
            }
            return new Result(pay(account, id, by, run, judgement.paid(), now), judgement.skipped(), judgement.more());
        });
    }

    private Judgement judge(AccountId account, List<Due> due, Run run) {
        Set<Long> owed = due.stream().map(one -> one.owed().affiliate()).collect(Collectors.toUnmodifiableSet());
        return Judgement.of(due, affiliates.barred(account, owed), run);
    }

    private Result repeated(AccountId account, String key, Run run) {
        RunStore.Earlier earlier = runs.find(account, key).orElseThrow();
        if (!earlier.asked().equals(run.text())) {
            throw Problem.conflict("The Idempotency-Key has been used for another payment: choose a new one.");
        }
        return new Result(store.of(account, earlier.id()), List.of(), false);
    }

    private List<Payment> pay(AccountId account, UUID id, String by, Run run, List<Due> due, Instant now) {
        if (due.isEmpty()) {
            return List.of();
        }
        long number = numbers.take(account, Numbers.Kind.PAYMENT, due.size());
        List<Payment> made = new ArrayList<>();
        List<NewEvent> told = new ArrayList<>();
        for (Due one : due) {
            Payment payment = payment(number++, one, by, run, now);
            store.insert(account, Optional.of(id), payment);
            conversions.keep(account, payment.number(), one.numbers());
            if (!run.draft()) {
                conversions.pay(account, payment.number());
                told.add(PaymentEvents.created(account, payment.snapshot()));
            }
            made.add(payment);
        }
        events.publish(told.toArray(NewEvent[]::new));
        return List.copyOf(made);
    }

    private static Payment payment(long number, Due due, String by, Run run, Instant now) {
        Payment prepared = new Payment(
                number,
                due.owed().affiliate(),
                due.owed().currency(),
                due.owed().commission(),
                due.numbers().size(),
                run.method(),
                run.note(),
                run.from(),
                run.until(),
                now,
                PaymentState.PREPARED,
                Optional.empty(),
                by,
                Optional.empty());
        return run.draft() ? prepared : prepared.settled(PaymentState.SENT, now, by);
    }
}
