package dev.tributary.server.payment;

import dev.tributary.server.account.Numbers;
import dev.tributary.server.api.Problem;
import dev.tributary.server.conversion.PaidBefore;
import dev.tributary.webhooks.endpoint.AccountId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The payments of the past, as the conversions that they paid tell of them: each conversion that is moved in adds to its
 * payment, so that a payment is always worth what it pays. Nobody is told.
 */
@Component
class MoveInPayment implements PaidBefore {
    /** Who made them: so they are told from what was paid here. */
    static final String MOVED_IN = "moved in";

    private static final String NOTE = "Paid before moving in";

    private final PaymentStore store;
    private final Numbers numbers;
    private final JdbcClient jdbc;

    MoveInPayment(PaymentStore store, Numbers numbers, JdbcClient jdbc) {
        this.store = store;
        this.numbers = numbers;
        this.jdbc = jdbc;
    }

    @Override
    public long add(
            AccountId account,
            long affiliate,
            Currency currency,
            BigDecimal commission,
            Optional<Long> payment,
            Instant at) {
        Optional<Long> number = payment.or(() -> unnumbered(account, affiliate, currency));
        Optional<Payment> found = number.flatMap(one -> store.lock(account, one));
        if (found.isEmpty()) {
            return make(account, affiliate, currency, commission, payment, at);
        }
        Payment known = found.get();
        refuse(known, affiliate, currency, known.total().add(commission));
        jdbc.sql("""
                update payment set total = total + ?, conversions = conversions + 1 where account_id = ? and number = ?
                """).params(commission, account.value(), known.number()).update();
        return known.number();
    }

    private long make(
            AccountId account,
            long affiliate,
            Currency currency,
            BigDecimal commission,
            Optional<Long> number,
            Instant at) {
        if (commission.signum() <= 0) {
            throw notAboveZero();
        }
        number.ifPresent(one -> numbers.skipPast(account, Numbers.Kind.PAYMENT, one));
        Payment made = new Payment(
                number.orElseGet(() -> numbers.next(account, Numbers.Kind.PAYMENT)),
                affiliate,
                currency,
                commission,
                1,
                PaymentMethod.OTHER,
                number.isPresent() ? Optional.empty() : Optional.of(NOTE),
                Optional.empty(),
                Optional.empty(),
                at,
                PaymentState.SENT,
                Optional.of(at),
                MOVED_IN,
                Optional.of(MOVED_IN));
        store.insert(account, Optional.empty(), made);
        return made.number();
    }

    private static void refuse(Payment known, long affiliate, Currency currency, BigDecimal total) {
        if (!known.madeBy().equals(MOVED_IN)) {
            throw Problem.unprocessable("payment_id", "is that of a payment that was made here");
        }
        if (known.affiliate() != affiliate || !known.currency().equals(currency)) {
            throw Problem.unprocessable(
                    "payment_id", "is that of a payment to another affiliate, or in another currency");
        }
        if (total.signum() <= 0) {
            throw notAboveZero();
        }
    }

    private static Problem notAboveZero() {
        return Problem.unprocessable(
                "payment_status",
                "can't be PAID: its payment would not be above zero. Put it below the conversions that it was paid with");
    }

    /** The one that stands for all payments to the affiliate whose numbers are not known. */
    private Optional<Long> unnumbered(AccountId account, long affiliate, Currency currency) {
        return jdbc.sql("""
                select number from payment
                where account_id = ? and affiliate = ? and currency = ? and made_by = ? and note = ?
                order by number limit 1
                """)
                .params(account.value(), affiliate, currency.getCurrencyCode(), MOVED_IN, NOTE)
                .query((row, index) -> row.getLong(1))
                .optional();
    }
}
