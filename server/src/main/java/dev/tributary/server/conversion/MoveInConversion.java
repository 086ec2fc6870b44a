package dev.tributary.server.conversion;

import dev.tributary.server.account.Events;
import dev.tributary.server.account.Numbers;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.NewEvent;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Stores a conversion of the past with its number, its amounts and its fate, inside the current transaction. */
@Component
class MoveInConversion {
    private final ConversionStore store;
    private final HistoryStore history;
    private final Partners partners;
    private final Snapshots snapshots;
    private final Numbers numbers;
    private final Events events;
    private final ObjectProvider<PaidBefore> payments;

    MoveInConversion(
            ConversionStore store,
            HistoryStore history,
            Partners partners,
            Snapshots snapshots,
            Numbers numbers,
            Events events,
            ObjectProvider<PaidBefore> payments) {
        this.store = store;
        this.history = history;
        this.partners = partners;
        this.snapshots = snapshots;
        this.numbers = numbers;
        this.events = events;
        this.payments = payments;
    }

    /**
     * The affiliate's credit for the same order, where the shop itself has brought that: both of us were told of it while
     * the merchant moved. Its refunds come from the shop as well.
     */
    Optional<Conversion> live(AccountId account, ReadHistory.Past past) {
        Conversion conversion = past.conversion();
        return conversion
                .sale()
                .reference()
                .flatMap(reference -> history.ofOrder(account, reference, conversion.affiliate()));
    }

    /**
     * The conversion, if it is there already.
     *
     * @throws Problem 422 if another has its number
     */
    Optional<Conversion> known(AccountId account, ReadHistory.Past past) {
        if (past.id().isEmpty()) {
            return history.alike(account, past.conversion());
        }
        Optional<Conversion> found = store.find(account, past.id().get());
        found.filter(other -> !isSame(other, past.conversion())).ifPresent(other -> {
            throw Problem.unprocessable(
                    "id",
                    "is that of another conversion: of affiliate " + other.affiliate() + ", with a commission of "
                            + other.worth().commission().toPlainString() + " "
                            + other.worth().currency() + ". What is there is not rewritten");
        });
        return found;
    }

    /**
     * Throws for what names an offer that is not there, or refunds what is another's.
     *
     * @param writes whether it is to be stored now; before that, what it refunds may still come in the same file
     */
    void check(AccountId account, ReadHistory.Past past, boolean writes) {
        Conversion conversion = past.conversion();
        if (partners.offer(account, conversion.offer()).isEmpty()) {
            throw Problem.unprocessable("offer_id", "names no offer of this account: import the offers first");
        }
        conversion.refundOf().ifPresent(first -> {
            Optional<Conversion> found = store.find(account, first);
            if (found.isEmpty() && writes) {
                throw Problem.unprocessable(
                        "refund_of", "names no conversion that is here: bring that first, or put it above its refund");
            }
            found.filter(sale -> !isRefundable(sale, conversion)).ifPresent(sale -> {
                throw Problem.unprocessable(
                        "refund_of", "is that of a refund, of another affiliate's conversion, or in another currency");
            });
        });
    }

    private static boolean isRefundable(Conversion sale, Conversion refund) {
        return sale.refundOf().isEmpty()
                && sale.affiliate() == refund.affiliate()
                && sale.worth().currency().equals(refund.worth().currency());
    }

    /** Stores it and gives its number. */
    long run(AccountId account, ReadHistory.Past past, boolean tells) {
        past.id().ifPresent(number -> numbers.skipPast(account, Numbers.Kind.CONVERSION, number));
        long number = past.id().orElseGet(() -> numbers.next(account, Numbers.Kind.CONVERSION));
        Conversion conversion = past.conversion().numbered(number);
        if (past.paid()) {
            conversion = conversion.paidBy(payment(account, past));
        }
        ConversionSnapshot snapshot = snapshots.of(account, conversion);
        store.insert(account, Birth.movedIn(snapshot));
        if (conversion.isCredit()) {
            partners.credited(account, conversion.affiliate(), conversion.created());
        }
        if (tells) {
            events.publish(ConversionEvents.born(account, snapshot).toArray(NewEvent[]::new));
        }
        return number;
    }

    private static boolean isSame(Conversion one, Conversion other) {
        boolean otherOrder = one.sale().reference().isPresent()
                && other.sale().reference().isPresent()
                && !one.sale().reference().equals(other.sale().reference());
        return !otherOrder
                && one.affiliate() == other.affiliate()
                && one.worth().currency().equals(other.worth().currency())
                && one.worth().total().compareTo(other.worth().total()) == 0
                && one.worth().commission().compareTo(other.worth().commission()) == 0;
    }

    private long payment(AccountId account, ReadHistory.Past past) {
        Conversion.Worth worth = past.conversion().worth();
        return payments.getObject()
                .add(
                        account,
                        past.conversion().affiliate(),
                        worth.currency(),
                        worth.commission(),
                        past.payment(),
                        past.paidAt());
    }
}
