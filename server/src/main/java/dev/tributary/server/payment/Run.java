package dev.tributary.server.payment;

import dev.tributary.server.account.Money;
import dev.tributary.server.conversion.Payable;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A wish to pay.
 *
 * @param currency pay balances in this one alone; empty for all
 * @param from pay for orders from this moment on; empty for all before the end. What was taken back earlier and is still
 *     owed is taken off nonetheless, so that a beginning never makes a payment larger
 * @param until pay for orders and refunds before this moment; empty for all that there are
 * @param minimum balances in its currency are paid from this on; those in others, if they are above zero
 * @param draft prepare the payments; otherwise they are sent at once
 */
record Run(
        Who who,
        Optional<Currency> currency,
        Optional<Instant> from,
        Optional<Instant> until,
        Money minimum,
        PaymentMethod method,
        Optional<String> note,
        boolean draft) {

    /** The same for others. */
    Run with(Who other) {
        return new Run(other, currency, from, until, minimum, method, note, draft);
    }

    Payable payable() {
        return new Payable(who.named(), currency, from, until);
    }

    /** All that was asked for, in words that are the same for the same wish, and stay so: keys in use rest on them. */
    String text() {
        return String.join(
                "|",
                whom(),
                currency.map(Currency::getCurrencyCode).orElse("*"),
                from.map(beginning -> beginning + "..").orElse("")
                        + until.map(Instant::toString).orElse("*"),
                minimum.text() + minimum.currency(),
                method.name(),
                draft ? "draft" : "sent",
                note.orElse(""));
    }

    private String whom() {
        return switch (who) {
            case Who.All() -> "all";
            case Who.One(long affiliate) -> "one " + affiliate;
            case Who.These these -> "these " + new TreeSet<>(these.affiliates());
            case Who.Balances some ->
                some.balances().stream()
                        .map(balance -> balance.affiliate() + "." + balance.currency())
                        .sorted()
                        .collect(Collectors.joining(" "));
        };
    }
}
