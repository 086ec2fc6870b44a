package dev.tributary.server.access;

import dev.tributary.server.account.UserId;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Optional;

/**
 * Whose session this is; a controller's parameter under {@code /console} where no account is needed.
 *
 * @param account the one that they last chose, which they may have left since
 */
public record SignedIn(UserId user, Optional<AccountId> account) {}
