package dev.tributary.server.conversion;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.order.Edition;
import dev.tributary.server.order.Order;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Collects the claims on an order and what they earn, and lets {@link Attribution} decide. */
@Component
class JudgeOrders {
    private final FindClaims claims;
    private final FindRenewals renewals;
    private final ReachTiers tiers;
    private final InstantSource clock;

    JudgeOrders(FindClaims claims, FindRenewals renewals, ReachTiers tiers, InstantSource clock) {
        this.claims = claims;
        this.renewals = renewals;
        this.tiers = tiers;
        this.clock = clock;
    }

    /** By a message. */
    Judgement of(Order order, Edition edition, AttributionRules rules) {
        Verdict verdict = new Attribution(rules)
                .decide(
                        renewals.of(order, claims.of(order)),
                        order.sale().created(),
                        order.sale().buyer().email());
        Rates rates = tiers.of(order.account(), verdict.partners(), order.sale().created());
        Credited credited = new Credited(order, rules, rates, clock.instant(), Optional.of(edition));
        return new Judgement(order, edition, rules, verdict, credited);
    }
}
