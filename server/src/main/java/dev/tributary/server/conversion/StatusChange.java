package dev.tributary.server.conversion;

import java.util.Optional;

/**
 * What is to become of conversions.
 *
 * @param denied for DENIED alone
 * @param reason in words
 * @param notes the merchant's own note, in place of what is there; empty leaves that
 */
record StatusChange(Status to, Optional<DeniedReason> denied, Optional<String> reason, Optional<String> notes) {
    Conversion.Standing applied(Conversion.Standing before) {
        return new Conversion.Standing(
                to, before.paymentStatus(), before.payment(), denied, reason, notes.or(before::notes));
    }
}
