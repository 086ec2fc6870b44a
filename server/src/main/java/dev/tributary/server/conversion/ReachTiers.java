package dev.tributary.server.conversion;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Numbers;
import dev.tributary.server.offer.Tiers;
import dev.tributary.webhooks.endpoint.AccountId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Finds out which tiers partners have reached. Orders that ask take turns, per account and until they commit, so that
 * one never misses what another is just being credited.
 */
@Component
class ReachTiers {
    private final Accounts accounts;
    private final Numbers numbers;
    private final TierStore store;

    ReachTiers(Accounts accounts, Numbers numbers, TierStore store) {
        this.accounts = accounts;
        this.numbers = numbers;
        this.store = store;
    }

    /** The tiers at the time of an order, inside the transaction that credits it. */
    Rates of(AccountId id, Collection<Partner> partners, Instant ordered) {
        if (partners.stream().allMatch(partner -> partner.offer().tiers().isEmpty())) {
            return Rates.FIRST;
        }
        numbers.hold(id, Numbers.Kind.CONVERSION);
        Account account = accounts.get(id);
        Map<Long, BigDecimal> percents = new HashMap<>();
        for (Partner partner : partners) {
            partner.offer()
                    .tiers()
                    .map(tiers -> tiers.at(reached(account, partner.number(), tiers, ordered)))
                    .ifPresent(tier -> percents.put(partner.number(), tier.percent()));
        }
        return new Rates(percents);
    }

    /** What counts for the tiers of an affiliate: money, or a number of conversions. */
    BigDecimal reached(Account account, long affiliate, Tiers tiers, Instant until) {
        Instant since = tiers.since(until, account.zone());
        return switch (tiers.basis()) {
            case REVENUE -> store.revenue(account.id(), affiliate, account.currency(), since, until);
            case COUNT -> store.count(account.id(), affiliate, account.currency(), since, until);
        };
    }
}
