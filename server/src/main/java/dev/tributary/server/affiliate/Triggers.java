package dev.tributary.server.affiliate;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds and removes triggers. */
@Component
class Triggers {
    private final TriggerStore store;
    private final AffiliateStore affiliates;
    private final AddTrigger add;
    private final AffiliateEvents events;
    private final TransactionTemplate transaction;

    Triggers(
            TriggerStore store,
            AffiliateStore affiliates,
            AddTrigger add,
            AffiliateEvents events,
            TransactionTemplate transaction) {
        this.store = store;
        this.affiliates = affiliates;
        this.add = add;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Adds a trigger.
     *
     * @throws Problem 404 if there is no such affiliate, 409 if another holds the value
     */
    Trigger add(AccountId account, long affiliate, TriggerType type, String value) {
        return transaction.execute(status -> add.to(account, lock(account, affiliate), type, value, "trigger"));
    }

    /**
     * Removes a trigger.
     *
     * @throws Problem 404 if there is none
     */
    void remove(AccountId account, long number) {
        transaction.executeWithoutResult(status -> {
            Trigger trigger = store.delete(account, number).orElseThrow(() -> Problem.notFound("trigger " + number));
            events.triggerRemoved(
                    account,
                    trigger,
                    affiliates.find(account, trigger.affiliate()).orElseThrow());
        });
    }

    private Affiliate lock(AccountId account, long affiliate) {
        return affiliates.lock(account, affiliate).orElseThrow(() -> Problem.notFound("affiliate " + affiliate));
    }
}
