package dev.tributary.server.conversion;

import dev.tributary.server.order.Edition;
import dev.tributary.server.order.Order;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Credits an order to whom it would have gone had its messages come in the order in which its shop wrote them: one that
 * came late takes it from whoever a newer one gave it to. What that one earned is taken back as if the order had been
 * undone; see {@link TakenBack}.
 */
@Component
class CreditEarlier {
    private final DecidedStore store;
    private final CreditLate late;
    private final RecordConversions births;

    CreditEarlier(DecidedStore store, CreditLate late, RecordConversions births) {
        this.store = store;
        this.late = late;
        this.births = births;
    }

    /**
     * By which conversion an order is credited as a whole, if by a message that is newer than this one.
     *
     * @param newest the message that counts now
     */
    Optional<Conversion> byNewer(Order then, Edition edition, Edition newest, Known known) {
        Map<Long, Edition> decided = store.of(then.account(), then.id());
        return known.whole().stream()
                .filter(one -> Optional.ofNullable(decided.get(one.number()))
                        .filter(by -> isOlder(edition, by, newest))
                        .isPresent())
                .findFirst();
    }

    /** Of two messages of the same time the newest is known; between others of that time there is no telling. */
    private static boolean isOlder(Edition edition, Edition decided, Edition newest) {
        int age = edition.told().compareTo(decided.told());
        return age < 0 || (age == 0 && decided.equals(newest));
    }

    /**
     * Decides anew by an older message, inside the caller's transaction.
     *
     * @param then whose the order is by that
     * @param known its conversions, locked
     * @param holder the one that is by a newer message
     * @return whether it is taken from that
     */
    boolean redecide(Judgement then, Known known, Conversion holder) {
        List<Conversion> past = late.before(then.order(), then.verdict());
        boolean taken;
        if (!past.isEmpty()) {
            late.tie(then.order(), past);
            taken = true;
        } else if (then.winner().filter(winner -> winner.isOf(holder)).isPresent()) {
            store.decide(then.account(), holder.number(), then.edition());
            taken = false;
        } else {
            taken = then.winner().filter(winner -> give(then, winner, known)).isPresent();
        }
        if (taken) {
            store.withdraw(then.account(), holder.number());
        }
        return taken;
    }

    /**
     * The order renews a subscription that may have turned out to be another's, or whose limit older renewals may have used
     * up: then it goes to whose it is, if anybody's.
     *
     * @param known its conversions, locked
     * @return whether it is taken from somebody
     */
    boolean renewed(Judgement now, Known known) {
        AccountId account = now.account();
        Set<Long> decided = store.of(account, now.order().id()).keySet();
        List<Conversion> taken = new ArrayList<>(known.earning());
        taken.removeIf(one -> !isBeyondLimit(now.verdict(), one));
        others(now.verdict(), known).stream()
                .filter(one -> decided.contains(one.number()))
                .findFirst()
                .filter(other -> now.winner()
                        .map(winner -> !winner.isOf(other) && give(now, winner, known))
                        .orElse(true))
                .ifPresent(taken::add);
        taken.removeIf(one -> !decided.contains(one.number()));
        taken.forEach(one -> store.withdraw(account, one.number()));
        return !taken.isEmpty();
    }

    private static boolean isBeyondLimit(Verdict verdict, Conversion conversion) {
        return verdict.losers().stream()
                .anyMatch(loss -> loss.reason() == LossReason.RENEWAL_LIMIT
                        && loss.claim().isOf(conversion));
    }

    /** By which the order is credited as a whole to somebody else than whose the subscription is. */
    private static List<Conversion> others(Verdict verdict, Known known) {
        return verdict.claims()
                .filter(Claim::holdsSubscription)
                .findFirst()
                .map(holder -> known.whole().stream()
                        .filter(one -> one.affiliate() != holder.partner().number())
                        .toList())
                .orElse(List.of());
    }

    /** Not to whom a person has denied it. */
    private boolean give(Judgement then, Claim winner, Known known) {
        Optional<Conversion> own = known.all().stream().filter(winner::isOf).findFirst();
        if (own.isEmpty()) {
            births.of(then.account(), then.winners(winner::equals));
            return true;
        }
        if (own.get().standing().withdrawn()) {
            store.decide(then.account(), own.get().number(), then.edition());
            return true;
        }
        boolean nothing = CreditLate.earnsNothing(own.get());
        if (nothing) {
            late.bearAgain(then, own.get());
        }
        return nothing;
    }
}
