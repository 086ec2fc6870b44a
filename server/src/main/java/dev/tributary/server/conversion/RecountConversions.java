package dev.tributary.server.conversion;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.order.Commissionable;
import dev.tributary.server.order.Order;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Brings the conversions of an order in line with its contents, by the terms that each was credited by. What was decided
 * already, by approving it, keeps its amounts: {@link TakenBack} books the difference.
 */
@Component
class RecountConversions {
    private static final String BETWEEN = ", ";

    private final EarnedStore store;
    private final InstantSource clock;

    RecountConversions(EarnedStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What a conversion comes to.
     *
     * @param skus what a claim by SKU rests on
     */
    record Count(Earned earned, Conversion.Worth worth, Optional<Set<String>> skus) {}

    /**
     * Recounts, inside the caller's transaction, which has locked the order.
     *
     * @param known the order's conversions, locked
     * @param claims on the order as it is now
     * @param own the account's currency
     */
    void all(Order order, List<Conversion> known, List<Claim> claims, AttributionRules rules, Currency own) {
        AccountId account = order.account();
        Map<Long, Earned> before = store.of(account, order.id());
        for (Conversion first : known) {
            Optional<Earned> earned = Optional.ofNullable(before.get(first.number()));
            if (first.refundOf().isEmpty() && earned.isPresent() && counts(first, order)) {
                Count count = count(first, order, claims, rules, own);
                boolean same =
                        count.earned().equals(earned.get()) && count.worth().equals(first.worth());
                if (!same) {
                    write(order, first, count);
                }
            }
        }
    }

    private static boolean counts(Conversion first, Order order) {
        boolean byPerson =
                first.standing().status() == Status.DENIED && !first.standing().undone();
        return !byPerson
                && first.why().pay().isPresent()
                && order.sale().currency().equals(first.worth().currency());
    }

    private void write(Order order, Conversion first, Count count) {
        AccountId account = order.account();
        if (first.standing().status() == Status.APPROVED) {
            store.parts(account, first.number(), count.earned());
            return;
        }
        Optional<String> trigger = count.skus()
                .map(skus -> String.join(BETWEEN, skus))
                .or(() -> first.why().trigger());
        store.all(account, first.number(), count, order.sale(), trigger, clock.instant());
    }

    private static Count count(
            Conversion first, Order order, List<Claim> claims, AttributionRules rules, Currency own) {
        Commissionable whole = Commissionable.of(order.sale(), rules);
        Optional<Set<String>> skus =
                first.why().mechanism() == Mechanism.SKU ? Optional.of(skus(first, claims)) : Optional.empty();
        Commissionable basis = skus.map(whole::only).orElse(whole);
        Currency currency = order.sale().currency();
        Terms terms = Terms.of(first.why().pay().orElseThrow(), currency.equals(own));
        Earned earned = Earned.of(order.sale(), rules, basis, terms);
        Conversion.Worth worth =
                new Conversion.Worth(currency, order.sale().total(), earned.commissionable(), earned.commission());
        return new Count(earned, worth, skus);
    }

    /** Those it was credited for, also if the affiliate lost them since, and those that came into the order. */
    private static Set<String> skus(Conversion first, List<Claim> claims) {
        Set<String> skus = new TreeSet<>();
        first.why().trigger().ifPresent(trigger -> skus.addAll(List.of(trigger.split(BETWEEN))));
        claims.stream()
                .filter(claim ->
                        claim.mechanism() == Mechanism.SKU && claim.partner().number() == first.affiliate())
                .forEach(claim -> skus.addAll(claim.skus()));
        return skus;
    }
}
