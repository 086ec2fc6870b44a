package dev.tributary.server.affiliate;

import dev.tributary.server.account.Numbers;
import dev.tributary.server.api.Email;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gives an affiliate a trigger that it had elsewhere, with its number and time, inside the current transaction. */
@Component
class MoveInTrigger {
    private final TriggerStore store;
    private final AffiliateStore affiliates;
    private final AffiliateEvents events;
    private final Numbers numbers;

    MoveInTrigger(TriggerStore store, AffiliateStore affiliates, AffiliateEvents events, Numbers numbers) {
        this.store = store;
        this.affiliates = affiliates;
        this.events = events;
        this.numbers = numbers;
    }

    /**
     * The trigger, if the affiliate has it already.
     *
     * @param affiliate empty for one that is not there yet
     * @param column to blame
     * @throws Problem 422 if the value can't be one, or is somebody else's
     */
    Optional<Trigger> held(
            AccountId account, Optional<Affiliate> affiliate, TriggerType type, String value, String column) {
        check(type, value, column);
        Optional<Trigger> held = store.byValue(account, Trigger.normal(value));
        if (held.isPresent() && !(isOf(held.get(), affiliate) && held.get().type() == type)) {
            throw Problem.unprocessable(column, taken(account, held.get()));
        }
        return held;
    }

    /** Stores what {@link #held} found free. */
    Trigger add(
            AccountId account,
            Affiliate affiliate,
            TriggerType type,
            String value,
            Optional<Long> id,
            Instant created,
            boolean tells) {
        id.ifPresent(number -> numbers.skipPast(account, Numbers.Kind.TRIGGER, number));
        long number = id.orElseGet(() -> numbers.next(account, Numbers.Kind.TRIGGER));
        Trigger trigger = new Trigger(number, affiliate.number(), type, Trigger.normal(value), created);
        if (!store.insert(account, trigger)) {
            throw Problem.conflict("The trigger " + value + " was just taken.");
        }
        if (tells) {
            events.triggerCreated(account, trigger, affiliate);
        }
        return trigger;
    }

    private static void check(TriggerType type, String value, String column) {
        String normal = Trigger.normal(value);
        if (normal.codePointCount(0, normal.length()) > Trigger.MAX_LENGTH) {
            throw Problem.unprocessable(column, "must have at most " + Trigger.MAX_LENGTH + " characters");
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw Problem.unprocessable(column, "must not hold control characters");
        }
        if (type == TriggerType.EMAIL && !Email.isOne(value)) {
            throw Problem.unprocessable(column, "must be an e-mail address");
        }
    }

    private static boolean isOf(Trigger trigger, Optional<Affiliate> affiliate) {
        return affiliate.isPresent() && affiliate.get().number() == trigger.affiliate();
    }

    private String taken(AccountId account, Trigger trigger) {
        String holder = affiliates
                .find(account, trigger.affiliate())
                .map(affiliate -> affiliate.number() + " (code " + affiliate.code() + ")")
                .orElse(String.valueOf(trigger.affiliate()));
        return "is taken: " + trigger.value() + " (" + trigger.type() + ") belongs to affiliate " + holder;
    }
}
