package dev.tributary.server.affiliate;

import dev.tributary.server.account.Numbers;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gives an affiliate a trigger, inside the current transaction. */
@Component
class AddTrigger {
    private final TriggerStore store;
    private final AffiliateStore affiliates;
    private final AffiliateEvents events;
    private final Numbers numbers;
    private final InstantSource clock;

    AddTrigger(
            TriggerStore store,
            AffiliateStore affiliates,
            AffiliateEvents events,
            Numbers numbers,
            InstantSource clock) {
        this.store = store;
        this.affiliates = affiliates;
        this.events = events;
        this.numbers = numbers;
        this.clock = clock;
    }

    /**
     * Adds it and tells of it.
     *
     * @param field what the caller's body calls the value
     * @throws Problem 422 if the value can't be one, 409 if another holds it
     */
    Trigger to(AccountId account, Affiliate affiliate, TriggerType type, String value, String field) {
        String normal = Trigger.normal(value);
        if (normal.codePointCount(0, normal.length()) > Trigger.MAX_LENGTH) {
            throw Problem.unprocessable(
                    field, "must have at most " + Trigger.MAX_LENGTH + " characters when upper-cased");
        }
        return insert(account, affiliate, type, normal, true).orElseThrow(() -> taken(account, normal));
    }

    /** Adds it, told or not, if nobody has it and it can be one; else nothing happens. */
    Optional<Trigger> ifFree(AccountId account, Affiliate affiliate, TriggerType type, String value, boolean tells) {
        String normal = Trigger.normal(value);
        return normal.codePointCount(0, normal.length()) > Trigger.MAX_LENGTH
                ? Optional.empty()
                : insert(account, affiliate, type, normal, tells);
    }

    private Optional<Trigger> insert(
            AccountId account, Affiliate affiliate, TriggerType type, String normal, boolean tells) {
        long number = numbers.next(account, Numbers.Kind.TRIGGER);
        Trigger trigger = new Trigger(number, affiliate.number(), type, normal, clock.instant());
        if (!store.insert(account, trigger)) {
            return Optional.empty();
        }
        if (tells) {
            events.triggerCreated(account, trigger, affiliate);
        }
        return Optional.of(trigger);
    }

    private Problem taken(AccountId account, String value) {
        return store.byValue(account, value)
                .flatMap(trigger -> affiliates
                        .find(account, trigger.affiliate())
                        .map(holder -> Problem.conflict("The trigger " + value + " (" + trigger.type()
                                + ") belongs to affiliate " + holder.number() + " (code " + holder.code() + ").")))
                .orElseGet(() -> Problem.conflict("The trigger " + value + " was just removed; try again."));
    }
}
