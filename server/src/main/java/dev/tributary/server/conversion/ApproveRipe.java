package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    /** After how long one that could not be approved is tried again. */
    static final Duration LATER = Duration.ofHours(1);

    private static final StatusChange APPROVE =
            new StatusChange(Status.APPROVED, Optional.empty(), Optional.empty(), Optional.empty());
    private static final Logger LOG = LoggerFactory.getLogger(ApproveRipe.class);

    private final RipeStore store;
    private final ChangeConversions changes;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    ApproveRipe(RipeStore store, ChangeConversions changes, TransactionTemplate transaction, InstantSource clock) {
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

    /** Approves one batch and says how many there were. One that can't be approved holds up no other. */
    int step() {
        try {
            return transaction.execute(status -> {
                List<Ripe> ripe = store.lockRipe(clock.instant(), BATCH);
                ripe.forEach(one -> changes.apply(one.account(), one.conversion(), APPROVE));
                return ripe.size();
            });
        } catch (RuntimeException failed) { // whose it is shows when they go one by one
            List<Ripe> ripe = transaction.execute(status -> store.lockRipe(clock.instant(), BATCH));
            ripe.forEach(one -> alone(one.account(), one.conversion().number()));
            return ripe.size();
        }
    }

    private void alone(AccountId account, long number) {
        try {
            transaction.executeWithoutResult(status -> store.lockRipe(account, number, clock.instant())
                    .ifPresent(conversion -> changes.apply(account, conversion, APPROVE)));
        } catch (RuntimeException failed) { // the loop must go on, and come back to it
            LOG.error(
                    "Conversion {} of account {} can't approve itself; it is tried again later",
                    number,
                    account,
                    failed);
            store.putOff(account, number, clock.instant().plus(LATER));
        }
    }
}
