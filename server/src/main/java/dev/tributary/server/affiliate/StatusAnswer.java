package dev.tributary.server.affiliate;

import java.util.Optional;

/**
 * What became of one affiliate whose status was to change.
 *
 * @param affiliate as it is now; empty if there is none
 * @param result changed, unchanged or refused
 * @param reason why it was refused; else empty
 */
public record StatusAnswer(long number, Optional<Affiliate> affiliate, String result, String reason) {}
