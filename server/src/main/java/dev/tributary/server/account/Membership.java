package dev.tributary.server.account;

import java.time.Instant;

/**
 * A person's part in an account.
 *
 * @param cameIn whether they have used their link; until then the membership opens nothing
 */
public record Membership(User user, Role role, Instant since, boolean cameIn) {}
