package dev.tributary.server.conversion;

import java.util.Optional;

/**
 * What is to become of conversions.
 *
 * @param denied for DENIED alone
 * @param reason in words
 * @param notes the merchant's own note, in place of what is there; empty leaves that
 * @param undone whether the end of its order asks for it, and no person
 */
record StatusChange(
        Status to, Optional<DeniedReason> denied, Optional<String> reason, Optional<String> notes, boolean undone) {
    StatusChange(Status to, Optional<DeniedReason> denied, Optional<String> reason, Optional<String> notes) {
        this(to, denied, reason, notes, false);
    }

    static final String EARLIER =
            "Older messages of the shop came later: by those, this order is not credited to this affiliate.";

    /** Its order was cancelled or given back as a whole, or turned out to be another affiliate's: a duplicate. */
    static StatusChange undone(DeniedReason how) {
        Optional<String> words = how == DeniedReason.DUPLICATE ? Optional.of(EARLIER) : Optional.empty();
        return new StatusChange(Status.DENIED, Optional.of(how), words, Optional.empty(), true);
    }

    Conversion.Standing applied(Conversion.Standing before) {
        return new Conversion.Standing(
                to,
                before.paymentStatus(),
                before.payment(),
                denied,
                reason,
                notes.or(before::notes),
                undone,
                before.withdrawn());
    }
}
