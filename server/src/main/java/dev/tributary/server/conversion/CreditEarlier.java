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
     * What a message says.
     *
     * @param then the order as it has it
     * @param winner whose the order is by it as a whole, if anybody's
     */
    record Told(Order then, Edition edition, Verdict verdict, Optional<Claim> winner, Credited credited) {}

    /**
     * Who is credited by a message that is newer than this one.
     *
     * @param newest the message that counts now
     * @param holders conversions by which the order is credited as a whole
     */
    Optional<Conversion> byNewer(Order then, Edition edition, Edition newest, List<Conversion> holders) {
        Map<Long, Edition> decided = store.of(then.account(), then.id());
        return holders.stream()
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
     * The order renews a subscription that turned out to be another's, or older renewals used up its limit.
     *
     * @param others conversions by which it is credited as a whole, and not to whom the subscription is: it goes to whose it
     *     is, if anybody's
     * @param surplus those that are beyond the limit
     * @return whether it is taken from somebody
     */
    boolean renewed(Told message, List<Conversion> known, List<Conversion> others, List<Conversion> surplus) {
        AccountId account = message.then().account();
        Set<Long> decided = store.of(account, message.then().id()).keySet();
        List<Conversion> taken = new ArrayList<>(surplus);
        others.stream()
                .filter(one -> decided.contains(one.number()))
                .findFirst()
                .filter(other -> message.winner()
                        .map(winner -> !winner.isOf(other) && give(message, winner, known))
                        .orElse(true))
                .ifPresent(taken::add);
        taken.removeIf(one -> !decided.contains(one.number()));
        taken.forEach(one -> store.withdraw(account, one.number()));
        return !taken.isEmpty();
    }

    /**
     * Decides anew by an older message, inside the caller's transaction.
     *
     * @param known all conversions of the order, locked
     * @param holder the one that is by a newer message
     * @return whether it is taken from that
     */
    boolean redecide(Told message, List<Conversion> known, Conversion holder) {
        Order then = message.then();
        List<Conversion> past = late.before(then, message.verdict());
        boolean taken;
        if (!past.isEmpty()) {
            late.tie(then, past);
            taken = true;
        } else if (message.winner().filter(winner -> winner.isOf(holder)).isPresent()) {
            store.decide(then.account(), holder.number(), message.edition());
            taken = false;
        } else {
            taken = message.winner()
                    .filter(winner -> give(message, winner, known))
                    .isPresent();
        }
        if (taken) {
            store.withdraw(then.account(), holder.number());
        }
        return taken;
    }

    /** Not to whom a person has denied it. */
    private boolean give(Told message, Claim winner, List<Conversion> known) {
        Order then = message.then();
        Optional<Conversion> own = known.stream().filter(winner::isOf).findFirst();
        if (own.isEmpty()) {
            births.of(then.account(), message.credited().winners(message.verdict(), winner::equals));
            return true;
        }
        if (own.get().standing().withdrawn()) {
            store.decide(then.account(), own.get().number(), message.edition());
            return true;
        }
        boolean nothing = CreditLate.earnsNothing(own.get());
        if (nothing) {
            late.bearAgain(then.account(), own.get(), message.verdict(), message.credited());
        }
        return nothing;
    }
}
