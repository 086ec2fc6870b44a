package dev.tributary.server.conversion;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.order.Edition;
import dev.tributary.server.order.Order;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whose an order is.
 *
 * @param order as the message has it
 * @param edition that message
 * @param credited makes conversions of the verdict
 */
record Judgement(Order order, Edition edition, AttributionRules rules, Verdict verdict, Credited credited) {
    AccountId account() {
        return order.account();
    }

    /** Who wins the order as a whole, and not its SKUs on top of others. */
    Optional<Claim> winner() {
        return verdict.winners().stream()
                .filter(claim -> !Known.isOnTop(claim.mechanism(), rules))
                .findFirst();
    }

    List<Credited.Unnumbered> conversions() {
        return credited.conversions(verdict);
    }

    /** The winners alone, and of them those that are wanted. */
    List<Credited.Unnumbered> winners(Predicate<Claim> wanted) {
        return credited.winners(verdict, wanted);
    }
}
