package dev.tributary.server.portal;

import java.util.List;
import java.util.Optional;

/**
 * What a session holds.
 *
 * @param email the address that the passes were given for
 * @param chosen the pass that pages are shown by; empty until one of several is chosen
 * @param byLink whether a link opened it, whoever holds which may choose a new password
 */
record SignedPortal(String email, List<Pass> passes, Optional<Pass> chosen, boolean byLink) {}
