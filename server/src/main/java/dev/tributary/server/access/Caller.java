package dev.tributary.server.access;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Set;

/**
 * Who asks; a controller's parameter under {@code /api/v1} and {@code /tracker}. That the scopes suffice for the method
 * has been checked by then.
 *
 * @param account whose data they may see; everything else does not exist for them
 * @param actor who, for the audit, such as {@code key_…}
 */
public record Caller(AccountId account, String actor, Set<Scope> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /**
     * Insists on a scope.
     *
     * @throws Problem 403 if it is missing
     */
    public void require(Scope scope) {
        if (!scopes.contains(scope)) {
            throw Problem.forbidden("This needs an API key with the scope " + scope.text() + ".");
        }
    }
}
