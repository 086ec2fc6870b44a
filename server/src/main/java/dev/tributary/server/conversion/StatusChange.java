package dev.tributary.server.conversion;

import java.util.Optional;

/**
 * What is to become of conversions.
 *
 * @param denied for DENIED alone
 * @param reason in words
 */
record StatusChange(Status to, Optional<DeniedReason> denied, Optional<String> reason) {}
