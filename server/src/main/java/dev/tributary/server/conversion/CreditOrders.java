package dev.tributary.server.conversion;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.order.CreditOrder;
import dev.tributary.server.order.Edition;
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
import java.util.Optional;
import java.util.function.Predicate;
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
    private final CreditEarlier earlier;
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
            CreditEarlier earlier,
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
        this.earlier = earlier;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public List<Credit> credit(Order order, Edition edition) {
        AttributionRules rules = accounts.get(order.account()).rules();
        Verdict verdict = verdict(order, rules);
        List<Conversion> before = late.before(order, verdict);
        if (!before.isEmpty()) {
            late.tie(order, before);
            return List.of();
        }
        return births
                .of(order.account(), credited(order, rules, verdict, edition).conversions(verdict))
                .stream()
                .map(Birth::credit)
                .toList();
    }

    @Override
    public boolean unclaimed(Order order, Edition edition) {
        List<Conversion> known = store.lockOf(order.account(), order.id()); // before a number is taken
        if (known.stream().noneMatch(CreditOrders::earns)) {
            return unearned(order, edition, known);
        }
        AttributionRules rules = accounts.get(order.account()).rules();
        return areOnTop(known, rules)
                && !free(
                                order,
                                edition,
                                rules,
                                verdict(order, rules),
                                claim -> !isOnTop(claim.mechanism(), rules) && isFree(claim, rules, known))
                        .isEmpty();
    }

    private boolean unearned(Order order, Edition edition, List<Conversion> known) {
        AttributionRules rules = accounts.get(order.account()).rules();
        Verdict verdict = verdict(order, rules);
        if (!late.before(order, verdict).isEmpty()) {
            return false;
        }
        return late.qualify(order.account(), known, verdict, credited(order, rules, verdict, edition));
    }

    @Override
    public List<Credit> foresee(Order order) {
        AttributionRules rules = accounts.get(order.account()).rules();
        Verdict verdict = verdict(order, rules);
        if (!late.before(order, verdict).isEmpty()) {
            return List.of();
        }
        Rates rates = rates(order, verdict);
        return new Credited(order, rules, rates, clock.instant())
                .conversions(verdict).stream()
                        .map(conversion -> conversion.numbered(0).credit())
                        .toList();
    }

    @Override
    public void edited(Order order, Edition edition) {
        Account account = accounts.get(order.account());
        List<Conversion> known = store.lockOf(account.id(), order.id());
        Verdict verdict = verdict(order, account.rules());
        recount.all(order, known, verdict.claims().toList(), account.rules(), account.currency());
        free(order, edition, account.rules(), verdict, claim -> isFree(claim, account.rules(), known));
        show(order, edition, account.rules(), verdict);
    }

    @Override
    public boolean late(Order then, Edition edition, Order now, Edition newest, boolean ifUnclaimed) {
        List<Conversion> known = store.lockOf(then.account(), then.id());
        boolean credits = known.isEmpty()
                ? ifUnclaimed && !credit(then, edition).isEmpty()
                : missed(then, edition, newest, known, ifUnclaimed);
        if (ifUnclaimed && !known.isEmpty()) {
            AttributionRules rules = accounts.get(then.account()).rules();
            show(then, edition, rules, verdict(then, rules));
        }
        if (credits) {
            edited(now, newest);
        }
        return credits;
    }

    private boolean missed(Order then, Edition edition, Edition newest, List<Conversion> known, boolean ifUnclaimed) {
        if (known.stream().noneMatch(CreditOrders::earns)) {
            return ifUnclaimed && unearned(then, edition, known);
        }
        AttributionRules rules = accounts.get(then.account()).rules();
        Optional<Conversion> newer = earlier.byNewer(then, edition, newest, whole(known, rules));
        if (newer.isEmpty() && !ifUnclaimed) {
            return false;
        }
        Verdict verdict = verdict(then, rules);
        boolean moved = newer.filter(holder -> earlier.redecide(told(then, edition, rules, verdict), known, holder))
                .isPresent();
        boolean more = ifUnclaimed
                && !free(then, edition, rules, verdict, claim -> isFree(claim, rules, known))
                        .isEmpty();
        return moved || more;
    }

    @Override
    public boolean renewed(Order order, Edition edition) {
        List<Conversion> known = store.lockOf(order.account(), order.id());
        AttributionRules rules = accounts.get(order.account()).rules();
        Verdict verdict = verdict(order, rules);
        List<Conversion> surplus = known.stream()
                .filter(CreditOrders::earns)
                .filter(one -> verdict.losers().stream()
                        .anyMatch(loss -> loss.reason() == LossReason.RENEWAL_LIMIT
                                && loss.claim().isOf(one)))
                .toList();
        List<Conversion> others = verdict.claims()
                .filter(Claim::holdsSubscription)
                .findFirst()
                .map(holder -> whole(known, rules).stream()
                        .filter(one -> one.affiliate() != holder.partner().number())
                        .toList())
                .orElse(List.of());
        return earlier.renewed(told(order, edition, rules, verdict), known, others, surplus);
    }

    private CreditEarlier.Told told(Order then, Edition edition, AttributionRules rules, Verdict verdict) {
        Optional<Claim> winner = verdict.winners().stream()
                .filter(claim -> !isOnTop(claim.mechanism(), rules))
                .findFirst();
        return new CreditEarlier.Told(then, edition, verdict, winner, credited(then, rules, verdict, edition));
    }

    /** By which the order is credited as a whole, and not on top of others. */
    private static List<Conversion> whole(List<Conversion> known, AttributionRules rules) {
        return known.stream()
                .filter(CreditOrders::earns)
                .filter(one -> !isOnTop(one.why().mechanism(), rules))
                .toList();
    }

    /** Credits those who claim what nobody has: of an order of the past that is nobody. */
    private List<Birth> free(
            Order order, Edition edition, AttributionRules rules, Verdict verdict, Predicate<Claim> free) {
        List<Credited.Unnumbered> born =
                credited(order, rules, verdict, edition).winners(verdict, free);
        return born.isEmpty() || late.isPast(order) ? List.of() : births.of(order.account(), born);
    }

    /**
     * Keeps those who claim an order that is somebody else's by now, to be looked at. Whoever would win where nobody earns
     * anything is left to be credited.
     */
    private void show(Order order, Edition edition, AttributionRules rules, Verdict verdict) {
        if (!rules.keepUnqualified() || verdict.partners().isEmpty()) {
            return;
        }
        List<Conversion> known = store.lockOf(order.account(), order.id());
        Verdict lost = known.stream().anyMatch(CreditOrders::earns) ? verdict.outranked() : verdict;
        List<Credited.Unnumbered> born = credited(order, rules, lost, edition)
                .losers(lost, affiliate -> known.stream().noneMatch(one -> one.affiliate() == affiliate));
        if (!born.isEmpty() && !late.isPast(order)) {
            births.of(order.account(), born);
        }
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
        return conversion.refundOf().isEmpty()
                && conversion.standing().status() != Status.UNQUALIFIED
                && !conversion.standing().withdrawn();
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

    private Credited credited(Order order, AttributionRules rules, Verdict verdict, Edition edition) {
        return new Credited(order, rules, rates(order, verdict), clock.instant(), Optional.of(edition));
    }

    private Rates rates(Order order, Verdict verdict) {
        return tiers.of(order.account(), verdict.partners(), order.sale().created());
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
