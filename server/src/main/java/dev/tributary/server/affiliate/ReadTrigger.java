package dev.tributary.server.affiliate;

import dev.tributary.server.api.Email;
import dev.tributary.server.api.Fields;
import java.util.Optional;

/**
 * A trigger that a body asks for.
 *
 * @param value as the caller wrote it
 */
record ReadTrigger(TriggerType type, String value) {
    /** Reads {@code type} and {@code trigger}. */
    static ReadTrigger of(Fields body) {
        Optional<TriggerType> type = body.choice("type", TriggerType.BY_NAME);
        if (type.isEmpty() && (!body.has("type") || body.isNull("type"))) {
            body.error("type", "is required: COUPON, SKU or EMAIL");
        }
        String value = body.requiredText("trigger", Trigger.MAX_LENGTH);
        if (type.isPresent() && !value.isEmpty()) {
            check(body, "trigger", type.get(), value);
        }
        body.done();
        return new ReadTrigger(type.orElse(TriggerType.COUPON), value);
    }

    static void check(Fields body, String field, TriggerType type, String value) {
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            body.error(field, "must not hold control characters");
        } else if (type == TriggerType.EMAIL && !Email.isOne(value)) {
            body.error(field, "must be an e-mail address");
        }
    }
}
