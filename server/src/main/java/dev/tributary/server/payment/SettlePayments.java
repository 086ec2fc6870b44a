package dev.tributary.server.payment;

import dev.tributary.server.account.Events;
import dev.tributary.server.api.Problem;
import dev.tributary.server.conversion.PayConversions;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends payments that are prepared, or voids them. */
@Component
class SettlePayments {
    private final PaymentStore store;
    private final PayConversions conversions;
    private final Events events;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    SettlePayments(
            PaymentStore store,
            PayConversions conversions,
            Events events,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.store = store;
        this.conversions = conversions;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The money is on its way: the conversions become PAID, and New Payment is told. One that was sent already stays as
     * it is, and nobody is told again.
     *
     * @throws Problem 404 if there is none of this number, 409 if it is voided
     */
    Payment send(AccountId account, long number, String by) {
        return transaction.execute(status -> {
            Payment payment = lock(account, number);
            return switch (payment.state()) {
                case PREPARED -> {
                    Payment sent = payment.settled(PaymentState.SENT, clock.instant(), by);
                    conversions.pay(account, number);
                    store.settle(account, sent);
                    events.publish(PaymentEvents.created(account, sent.snapshot()));
                    yield sent;
                }
                case SENT -> payment;
                case VOIDED -> throw Problem.conflict("Payment " + number + " is voided, and can't be sent any more.");
            };
        });
    }

    /** Sends all of these, or none if one can't be. */
    void sendAll(AccountId account, List<Long> numbers, String by) {
        transaction.executeWithoutResult(
                status -> numbers.stream().distinct().sorted().forEach(number -> send(account, number, by)));
    }

    /**
     * It is not going to happen: its conversions can be paid by another. One that was voided already stays as it is.
     *
     * @throws Problem 404 if there is none of this number, 409 if it was sent
     */
    Payment cancel(AccountId account, long number, String by) {
        return transaction.execute(status -> {
            Payment payment = lock(account, number);
            return switch (payment.state()) {
                case PREPARED -> {
                    Payment voided = payment.settled(PaymentState.VOIDED, clock.instant(), by);
                    conversions.release(account, number);
                    store.settle(account, voided);
                    yield voided;
                }
                case VOIDED -> payment;
                case SENT -> throw Problem.conflict("Payment " + number + " was sent, and that is final.");
            };
        });
    }

    private Payment lock(AccountId account, long number) {
        return store.lock(account, number).orElseThrow(() -> Problem.notFound("payment " + number));
    }
}
