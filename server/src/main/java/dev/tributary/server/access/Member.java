package dev.tributary.server.access;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Role;
import dev.tributary.server.account.User;
import dev.tributary.server.api.Problem;

/**
 * Who is at the console; a controller's parameter under {@code /console}. Their role is read anew for every request.
 * Whatever is not of their account does not exist for them.
 */
public record Member(Account account, User user, Role role) {

    public boolean may(Permission permission) {
        return Permission.of(role).contains(permission);
    }

    /**
     * Insists on a permission.
     *
     * @throws Problem 403 if the role does not have it
     */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw Problem.forbidden(
                    "A " + role.text() + " may not " + permission.doing() + ": ask an owner of this account.");
        }
    }
}
