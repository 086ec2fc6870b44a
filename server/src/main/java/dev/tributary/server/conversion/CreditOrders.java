package dev.tributary.server.conversion;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.order.CreditOrder;
import dev.tributary.server.order.Order;
import dev.tributary.server.order.OrderId;
import dev.tributary.server.order.Refunded;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Credits orders when they come in, and takes credit back when they are undone. */
@Component
class CreditOrders implements CreditOrder {
    private final Accounts accounts;
    private final FindClaims claims;
    private final FindRenewals renewals;
    private final ReachTiers tiers;
    private final RecordConversions births;
    private final RecountConversions recount;
    private final SettleRefunds refunds;
    private final CreditLate late;
    private final ConversionStore store;
    private final InstantSource clock;

    CreditOrders(
            Accounts accounts,
            FindClaims claims,
            FindRenewals renewals,
            ReachTiers tiers,
            RecordConversions births,
            RecountConversions recount,
            SettleRefunds refunds,
            CreditLate late,
            ConversionStore store,
            InstantSource clock) {
        this.accounts = accounts;
        this.claims = claims;
        this.renewals = renewals;
        this.tiers = tiers;
        this.births = births;
        this.recount = recount;
        this.refunds = refunds;
        this.late = late;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public List<Credit> credit(Order order) {
        AttributionRules rules = accounts.get(order.account()).rules();
        Verdict verdict = verdict(order, rules);
        List<Conversion> before = late.before(order, verdict);
        if (!before.isEmpty()) {
            late.tie(order, before);
            return List.of();
        }
        return births.of(order.account(), credited(order, rules, verdict).conversions(verdict)).stream()
                .map(Birth::credit)
                .toList();
    }

    @Override
    public boolean unclaimed(Order order) {
        List<Conversion> known = store.lockOf(order.account(), order.id()); // before a number is taken
        if (known.stream().noneMatch(CreditOrders::earns)) {
            return unearned(order, known);
        }
        AttributionRules rules = accounts.get(order.account()).rules();
        return areOnTop(known, rules)
                && !free(
                                order,
                                rules,
                                verdict(order, rules),
                                claim -> !isOnTop(claim.mechanism(), rules) && isFree(claim, rules, known))
                        .isEmpty();
    }

    private boolean unearned(Order order, List<Conversion> known) {
        AttributionRules rules = accounts.get(order.account()).rules();
        Verdict verdict = verdict(order, rules);
        if (!late.before(order, verdict).isEmpty()) {
            return false;
        }
        return late.qualify(order.account(), known, verdict, credited(order, rules, verdict));
    }

    @Override
    public List<Credit> foresee(Order order) {
        AttributionRules rules = accounts.get(order.account()).rules();
        Verdict verdict = verdict(order, rules);
        if (!late.before(order, verdict).isEmpty()) {
            return List.of();
        }
        return credited(order, rules, verdict).conversions(verdict).stream()
                .map(conversion -> conversion.numbered(0).credit())
                .toList();
    }

    @Override
    public void edited(Order order) {
        Account account = accounts.get(order.account());
        List<Conversion> known = store.lockOf(account.id(), order.id());
        Verdict verdict = verdict(order, account.rules());
        List<Claim> all = Stream.concat(
                        verdict.winners().stream(), verdict.losers().stream().map(Loss::claim))
                .toList();
        recount.all(order, known, all, account.rules(), account.currency());
        free(order, account.rules(), verdict, claim -> isFree(claim, account.rules(), known));
    }

    @Override
    public boolean late(Order then, Order now) {
        List<Conversion> known = store.lockOf(then.account(), then.id());
        boolean credits = known.isEmpty() ? !credit(then).isEmpty() : missed(then, known);
        if (credits) {
            edited(now);
        }
        return credits;
    }

    private boolean missed(Order then, List<Conversion> known) {
        if (known.stream().noneMatch(CreditOrders::earns)) {
            return unearned(then, known);
        }
        AttributionRules rules = accounts.get(then.account()).rules();
        return !free(then, rules, verdict(then, rules), claim -> isFree(claim, rules, known))
                .isEmpty();
    }

    /** Credits those who claim what nobody has: of an order of the past that is nobody. */
    private List<Birth> free(Order order, AttributionRules rules, Verdict verdict, Predicate<Claim> free) {
        List<Credited.Unnumbered> born = credited(order, rules, verdict).winners(verdict, free);
        return born.isEmpty() || late.isPast(order) ? List.of() : births.of(order.account(), born);
    }

    /**
     * Whether nobody has what the claim is for: on top of all others the SKUs, else the order as a whole. Where nobody earns
     * anything that is not for an edit to say.
     */
    private static boolean isFree(Claim claim, AttributionRules rules, List<Conversion> known) {
        return known.stream().anyMatch(CreditOrders::earns)
                && known.stream().noneMatch(claim::isOf)
                && (isOnTop(claim.mechanism(), rules) || areOnTop(known, rules));
    }

    /** Whether all that earns is credited on top of others. */
    private static boolean areOnTop(List<Conversion> known, AttributionRules rules) {
        return known.stream()
                .filter(CreditOrders::earns)
                .allMatch(first -> isOnTop(first.why().mechanism(), rules));
    }

    private static boolean isOnTop(Mechanism mechanism, AttributionRules rules) {
        return rules.skuOnTop() && mechanism == Mechanism.SKU;
    }

    private static boolean earns(Conversion conversion) {
        return conversion.refundOf().isEmpty() && conversion.standing().status() != Status.UNQUALIFIED;
    }

    @Override
    public void subscribed(AccountId account, OrderId order, String subscription) {
        renewals.began(account, order, subscription);
    }

    private Verdict verdict(Order order, AttributionRules rules) {
        return new Attribution(rules)
                .decide(
                        renewals.of(order, claims.of(order)),
                        order.sale().created(),
                        order.sale().buyer().email());
    }

    private Credited credited(Order order, AttributionRules rules, Verdict verdict) {
        Rates rates = tiers.of(order.account(), verdict.partners(), order.sale().created());
        return new Credited(order, rules, rates, clock.instant());
    }

    @Override
    public void refunded(Order order, Refunded refunded) {
        refunds.settle(order, refunded);
    }

    @Override
    public Map<OrderId, List<Credit>> of(AccountId account, Collection<OrderId> orders) {
        Map<OrderId, List<Credit>> credits = new LinkedHashMap<>();
        for (Conversion conversion : store.of(account, orders)) {
            conversion
                    .sale()
                    .order()
                    .ifPresent(order -> credits.computeIfAbsent(order, first -> new ArrayList<>())
                            .add(Birth.credit(conversion)));
        }
        return credits;
    }
}
