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
    private final JudgeOrders judge;
    private final FindRenewals renewals;
    private final RecordConversions births;
    private final RecountConversions recount;
    private final SettleRefunds refunds;
    private final CreditLate late;
    private final CreditEarlier earlier;
    private final ConversionStore store;

    CreditOrders(
            Accounts accounts,
            JudgeOrders judge,
            FindRenewals renewals,
            RecordConversions births,
            RecountConversions recount,
            SettleRefunds refunds,
            CreditLate late,
            CreditEarlier earlier,
            ConversionStore store) {
        this.accounts = accounts;
        this.judge = judge;
        this.renewals = renewals;
        this.births = births;
        this.recount = recount;
        this.refunds = refunds;
        this.late = late;
        this.earlier = earlier;
        this.store = store;
    }

    @Override
    public List<Credit> credit(Order order, Edition edition) {
        Judgement judgement = judge.of(order, edition, rules(order));
        List<Conversion> before = late.before(order, judgement.verdict());
        if (!before.isEmpty()) {
            late.tie(order, before);
            return List.of();
        }
        return births.of(order.account(), judgement.conversions()).stream()
                .map(Birth::credit)
                .toList();
    }

    @Override
    public List<Credit> foresee(Order order, Edition edition) {
        Judgement judgement = judge.of(order, edition, rules(order));
        if (!late.before(order, judgement.verdict()).isEmpty()) {
            return List.of();
        }
        return judgement.conversions().stream()
                .map(conversion -> conversion.numbered(0).credit())
                .toList();
    }

    @Override
    public boolean unclaimed(Order order, Edition edition) {
        Known known = known(order); // before a number is taken
        if (known.earning().isEmpty()) {
            return unearned(judge.of(order, edition, known.rules()), known);
        }
        return known.whole().isEmpty()
                && free(
                        judge.of(order, edition, known.rules()),
                        claim -> !Known.isOnTop(claim.mechanism(), known.rules()) && known.isFree(claim));
    }

    private boolean unearned(Judgement judgement, Known known) {
        return late.before(judgement.order(), judgement.verdict()).isEmpty() && late.qualify(judgement, known.all());
    }

    @Override
    public void edited(Order order, Edition edition) {
        Account account = accounts.get(order.account());
        Known known = new Known(store.lockOf(account.id(), order.id()), account.rules());
        Judgement judgement = judge.of(order, edition, known.rules());
        recount.all(order, known.all(), judgement.verdict().claims().toList(), account.rules(), account.currency());
        boolean born = free(judgement, known::isFree);
        show(judgement, born ? again(judgement) : known);
    }

    @Override
    public boolean late(Order then, Edition edition, Order now, Edition newest, boolean ifUnclaimed) {
        Known known = known(then);
        boolean credits = known.isEmpty()
                ? ifUnclaimed && !credit(then, edition).isEmpty()
                : missed(then, edition, newest, known, ifUnclaimed);
        if (credits) {
            edited(now, newest);
        }
        return credits;
    }

    private boolean missed(Order then, Edition edition, Edition newest, Known known, boolean ifUnclaimed) {
        Optional<Conversion> newer = earlier.byNewer(then, edition, newest, known);
        if (newer.isEmpty() && !ifUnclaimed) {
            return false;
        }
        Judgement judgement = judge.of(then, edition, known.rules());
        boolean moved = newer.filter(holder -> earlier.redecide(judgement, known, holder))
                .isPresent();
        if (!ifUnclaimed) {
            return moved;
        }
        boolean more = known.earning().isEmpty() ? unearned(judgement, known) : free(judgement, known::isFree);
        show(judgement, again(judgement));
        return moved || more;
    }

    @Override
    public boolean renewed(Order order, Edition edition) {
        Known known = known(order);
        return earlier.renewed(judge.of(order, edition, known.rules()), known);
    }

    /** Credits those who claim what nobody has: of an order of the past that is nobody. */
    private boolean free(Judgement judgement, Predicate<Claim> free) {
        List<Credited.Unnumbered> born = judgement.winners(free);
        if (born.isEmpty() || late.isPast(judgement.order())) {
            return false;
        }
        births.of(judgement.account(), born);
        return true;
    }

    /**
     * Keeps those who claim an order that is somebody else's by now, to be looked at. Whoever would win where nobody earns
     * anything is left to be credited.
     */
    private void show(Judgement judgement, Known known) {
        Verdict verdict = judgement.verdict();
        if (!judgement.rules().keepUnqualified() || verdict.partners().isEmpty()) {
            return;
        }
        List<Credited.Unnumbered> born = judgement
                .credited()
                .losers(
                        known.earning().isEmpty() ? verdict : verdict.outranked(),
                        affiliate -> known.all().stream().noneMatch(one -> one.affiliate() == affiliate));
        if (!born.isEmpty() && !late.isPast(judgement.order())) {
            births.of(judgement.account(), born);
        }
    }

    @Override
    public void subscribed(AccountId account, OrderId order, String subscription) {
        renewals.began(account, order, subscription);
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

    /** Locked. */
    private Known known(Order order) {
        return new Known(store.lockOf(order.account(), order.id()), rules(order));
    }

    private Known again(Judgement judgement) {
        return new Known(store.lockOf(judgement.account(), judgement.order().id()), judgement.rules());
    }

    private AttributionRules rules(Order order) {
        return accounts.get(order.account()).rules();
    }
}
