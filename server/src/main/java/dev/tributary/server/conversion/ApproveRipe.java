package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Approves conversions whose offer approves them after so many days. Several nodes may do it at once: each passes over
 * what another has locked.
 */
@Component
@EnableScheduling
class ApproveRipe {
    /** How many are approved in one transaction. */
    static final int BATCH = 100;

    private final ConversionStore store;
    private final ChangeConversions changes;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    ApproveRipe(
            ConversionStore store, ChangeConversions changes, TransactionTemplate transaction, InstantSource clock) {
        this.store = store;
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A conversion whose time has come. */
    record Ripe(AccountId account, Conversion conversion) {}

    @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
    void all() {
        int approved;
        do {
            approved = step();
        } while (approved == BATCH);
    }

    /** Approves one batch and says how many there were. */
    int step() {
        return transaction.execute(status -> {
            List<Ripe> ripe = store.lockRipe(clock.instant(), BATCH);
            StatusChange approve =
                    new StatusChange(Status.APPROVED, Optional.empty(), Optional.empty(), Optional.empty());
            ripe.forEach(one -> changes.apply(one.account(), one.conversion(), approve));
            return ripe.size();
        });
    }
}
