package dev.tributary.server.payment;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Money;
import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.api.Fields;
import dev.tributary.server.order.ReadAmounts;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the body of {@code POST /api/v1/payments}: whom to pay ({@code affiliate_id}, {@code affiliate_ids} or
 * {@code all_affiliates}), and if need be {@code currency}, {@code from}, {@code until}, {@code minimum},
 * {@code method}, {@code note} and {@code draft}.
 */
final class ReadRun {
    /** How many affiliates a run may name. */
    static final int MOST_NAMED = 1000;

    static final int LONGEST_NOTE = 1000;

    private final Fields body;
    private final Account account;
    private final Affiliates affiliates;

    ReadRun(Fields body, Account account, Affiliates affiliates) {
        this.body = body;
        this.account = account;
        this.affiliates = affiliates;
    }

    /**
     * Reads it.
     *
     * @param usual the account's minimum, where the body names none
     * @throws dev.tributary.server.api.Problem 422 with every mistake
     */
    Run read(Money usual) {
        Who who = who();
        Optional<Currency> currency = currency();
        Optional<Instant> from = body.time("from");
        Optional<Instant> until = body.time("until");
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            body.error("from", "must be before the end of the period");
        }
        Run run = new Run(
                who,
                currency,
                from,
                until,
                minimum(body, currency.orElse(account.currency())).orElse(usual),
                method(),
                body.text("note", LONGEST_NOTE).filter(note -> !note.isEmpty()),
                body.flag("draft").orElse(false));
        body.done();
        return run;
    }

    static Optional<Money> minimum(Fields body, Currency currency) {
        return new ReadAmounts(currency).optional(body, "minimum").map(amount -> new Money(amount, currency));
    }

    private Who who() {
        Optional<Long> one = body.whole("affiliate_id");
        Optional<List<Long>> these = body.wholes("affiliate_ids", MOST_NAMED);
        boolean all = body.flag("all_affiliates").orElse(false);
        long ways = List.of(one.isPresent(), these.isPresent(), all).stream()
                .filter(way -> way)
                .count();
        if (ways > 1) {
            body.error("affiliate_ids", "can't go with affiliate_id or all_affiliates: name one of the three");
        } else if (one.isPresent()) {
            insist("affiliate_id", one.get(), affiliates.named(account.id(), Set.of(one.get())));
        } else if (these.isPresent()) {
            known(these.get());
        } else if (!all && !isWrong()) {
            body.error("affiliate_ids", "is required, or affiliate_id, or all_affiliates: true");
        }
        return one.<Who>map(Who.One::new)
                .or(() -> these.map(numbers -> new Who.These(new LinkedHashSet<>(numbers))))
                .orElseGet(Who.All::new);
    }

    /** Whether one of the three is there but could not be read, which has been said. */
    private boolean isWrong() {
        return List.of("affiliate_id", "affiliate_ids").stream().anyMatch(name -> body.has(name) && !body.isNull(name));
    }

    private void known(List<Long> numbers) {
        if (numbers.isEmpty()) {
            body.error("affiliate_ids", "must name at least one affiliate");
        }
        Map<Long, Affiliate> found = affiliates.named(account.id(), numbers);
        for (int i = 0; i < numbers.size(); i++) {
            insist("affiliate_ids[" + i + "]", numbers.get(i), found);
        }
    }

    private void insist(String field, long number, Map<Long, Affiliate> found) {
        if (!found.containsKey(number)) {
            body.error(field, "is no affiliate of this account");
        }
    }

    private Optional<Currency> currency() {
        Optional<String> code = body.text("currency", 10);
        Optional<Currency> currency = code.flatMap(Money::currency);
        if (code.isPresent() && currency.isEmpty()) {
            body.error("currency", "must be a currency of ISO 4217, such as USD");
        }
        return currency;
    }

    /** The event calls it {@code payment_method}, so that is taken too. */
    private PaymentMethod method() {
        String name = body.has("payment_method") ? "payment_method" : "method";
        Optional<String> text = body.text(name, 100);
        Optional<PaymentMethod> method = text.flatMap(PaymentMethod::named);
        if (text.isPresent() && method.isEmpty()) {
            body.error(name, "must be one of " + String.join(", ", PaymentMethod.BY_NAME.keySet()));
        }
        return method.orElse(PaymentMethod.OTHER);
    }
}
