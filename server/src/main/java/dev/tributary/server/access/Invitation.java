package dev.tributary.server.access;

import dev.tributary.server.account.Role;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;

/**
 * An invitation that nobody has accepted yet.
 *
 * @param email in lower case
 */
public record Invitation(
        InvitationId id, AccountId account, String email, Role role, Instant createdAt, Instant expiresAt) {}
