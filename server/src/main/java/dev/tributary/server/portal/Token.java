package dev.tributary.server.portal;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Optional;

/**
 * A one-time link that is still good.
 *
 * @param email in lower case: whose mailbox it is for, or what is to become the affiliate's address
 * @param only the one affiliate that it opens; empty for all that have the address
 */
record Token(Purpose purpose, String email, Optional<Only> only) {
    /** One affiliate of one account. */
    record Only(AccountId account, long affiliate) {}
}
