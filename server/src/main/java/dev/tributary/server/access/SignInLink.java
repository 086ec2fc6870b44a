package dev.tributary.server.access;

import dev.tributary.server.account.UserId;
import dev.tributary.webhooks.endpoint.AccountId;

/**
 * A one-time link that is still good.
 *
 * @param direct whether it signs in at once, without a password to choose
 */
record SignInLink(AccountId account, UserId user, boolean direct) {}
