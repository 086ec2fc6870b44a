package dev.tributary.server.conversion;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.order.Commissionable;
import dev.tributary.server.order.Edition;
import dev.tributary.server.order.Order;
import dev.tributary.server.order.Sale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes conversions out of a verdict. Purely; the numbers come afterwards, when it is known how many are needed. */
final class Credited {
    private final Order order;
    private final AttributionRules rules;
    private final Rates rates;
    private final Instant now;
    private final Optional<Edition> decided;

    /** By a person, who needs no message. */
    Credited(Order order, AttributionRules rules, Rates rates, Instant now) {
        this(order, rules, rates, now, Optional.empty());
    }

    Credited(Order order, AttributionRules rules, Rates rates, Instant now, Optional<Edition> decided) {
        this.order = order;
        this.rules = rules;
        this.rates = rates;
        this.now = now;
        this.decided = decided;
    }

    /** A conversion that lacks its number. */
    interface Unnumbered {
        Birth numbered(long number);
    }

    List<Unnumbered> conversions(Verdict verdict) {
        List<Unnumbered> born = new ArrayList<>(winners(verdict, claim -> true));
        born.addAll(losers(verdict, affiliate -> true));
        return born;
    }

    /** The losers alone who get an UNQUALIFIED conversion, and of them those affiliates that are wanted. */
    List<Unnumbered> losers(Verdict verdict, LongPredicate wanted) {
        List<Conversion.WeighedClaim> weighed = weighed(verdict);
        List<Unnumbered> born = new ArrayList<>();
        for (Loss loss : unqualified(verdict)) {
            if (wanted.test(loss.claim().partner().number())) {
                born.add(number -> birth(number, loss.claim(), Optional.of(loss.reason()), weighed, Optional.empty()));
            }
        }
        return born;
    }

    /** The winners alone, and of them those that are wanted. */
    List<Unnumbered> winners(Verdict verdict, Predicate<Claim> wanted) {
        List<Conversion.WeighedClaim> weighed = weighed(verdict);
        List<Unnumbered> born = new ArrayList<>();
        for (Claim claim : verdict.winners()) {
            if (wanted.test(claim)) {
                born.add(number -> birth(number, claim, Optional.empty(), weighed, Optional.empty()));
            }
        }
        return born;
    }

    /** The order credited by hand, beside whatever else it may have been credited by. */
    List<Unnumbered> byHand(Partner partner, ManualCredit wish) {
        Claim claim = Claim.manual(partner);
        List<Conversion.WeighedClaim> weighed = List.of(weighed(claim, Optional.empty()));
        return List.of(number -> birth(number, claim, Optional.empty(), weighed, wish.notes()));
    }

    /** The losers who get an UNQUALIFIED conversion: each affiliate once, and none who won by another mechanism. */
    private List<Loss> unqualified(Verdict verdict) {
        if (!rules.keepUnqualified()) {
            return List.of();
        }
        Set<Long> seen = new HashSet<>();
        verdict.winners().forEach(claim -> seen.add(claim.partner().number()));
        return verdict.losers().stream()
                .filter(loss -> seen.add(loss.claim().partner().number()))
                .toList();
    }

    private Birth birth(
            long number,
            Claim claim,
            Optional<LossReason> lost,
            List<Conversion.WeighedClaim> weighed,
            Optional<String> notes) {
        Partner partner = claim.partner();
        Status status =
                lost.isPresent() ? Status.UNQUALIFIED : partner.approvesAtOnce() ? Status.APPROVED : Status.PENDING;
        Conversion conversion = new Conversion(
                number,
                partner.number(),
                partner.offer().number(),
                order.sale().created(),
                Optional.empty(),
                Conversion.Standing.born(status, lost.map(LossReason::sentence), notes),
                worth(claim),
                new Conversion.Why(
                        claim.mechanism(),
                        claim.trigger(),
                        claim.click(),
                        lost,
                        weighed,
                        Optional.of(rates.pay(partner, order.sale().currency())),
                        claim.renewal().map(Renewal::first)),
                Conversion.SalePart.of(order, claim),
                Optional.empty());
        Optional<Instant> approveAt =
                status == Status.PENDING ? partner.autoApprove().map(now::plus) : Optional.empty();
        return new Birth(ConversionSnapshot.of(conversion, partner), approveAt, Optional.of(earned(claim)), decided);
    }

    private Commissionable basis(Claim claim) {
        Commissionable whole = Commissionable.of(order.sale(), rules);
        return claim.mechanism() == Mechanism.SKU ? whole.only(claim.skus()) : whole;
    }

    private Earned earned(Claim claim) {
        Sale sale = order.sale();
        return Earned.of(sale, rules, basis(claim), rates.terms(claim.partner(), sale.currency()));
    }

    private Conversion.Worth worth(Claim claim) {
        Sale sale = order.sale();
        Commissionable basis = basis(claim);
        return new Conversion.Worth(
                sale.currency(),
                sale.total(),
                basis.total(),
                Commission.of(rates.terms(claim.partner(), sale.currency()), basis, sale.currency()));
    }

    private static List<Conversion.WeighedClaim> weighed(Verdict verdict) {
        return Stream.concat(
                        verdict.winners().stream().map(claim -> weighed(claim, Optional.empty())),
                        verdict.losers().stream().map(loss -> weighed(loss.claim(), Optional.of(loss.reason()))))
                .toList();
    }

    private static Conversion.WeighedClaim weighed(Claim claim, Optional<LossReason> reason) {
        return new Conversion.WeighedClaim(
                claim.partner().number(),
                claim.partner().affiliate().code(),
                claim.mechanism(),
                claim.trigger(),
                reason);
    }
}
