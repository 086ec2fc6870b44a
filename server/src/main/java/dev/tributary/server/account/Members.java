package dev.tributary.server.account;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The people of the accounts. Who may change them is for the caller to know. */
@Component
public class Members {
    private final MemberStore store;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final UuidV7 ids;
    private final InstantSource clock;

    Members(MemberStore store, Accounts accounts, TransactionTemplate transaction, UuidV7 ids, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    public Optional<User> user(UserId user) {
        return store.byId(user);
    }

    public Optional<User> byEmail(String email) {
        return store.byEmail(email.toLowerCase(Locale.ROOT));
    }

    /** A new person; empty if the address is somebody's already. */
    public Optional<User> register(String email) {
        User user = new User(new UserId(ids.next()), email.toLowerCase(Locale.ROOT));
        return store.insert(user, clock.instant()) ? Optional.of(user) : Optional.empty();
    }

    /** What the person is to the account; empty if they are not in it. */
    public Optional<Role> role(AccountId account, UserId user) {
        return store.role(account, user);
    }

    /** The accounts that the person is in, by name. */
    public List<Account> accounts(UserId user) {
        return store.accounts(user).stream()
                .map(accounts::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Everybody in the account, by address; those too who have not used their link yet. */
    public List<Membership> list(AccountId account) {
        return store.list(account);
    }

    /** Makes the person a member who is in; one who was a member keeps their role. */
    public void letIn(AccountId account, UserId user, Role role) {
        store.letIn(account, user, role, clock.instant());
    }

    /** Notes that a member has used their link. */
    public void comeIn(AccountId account, UserId user) {
        store.comeIn(account, user, clock.instant());
    }

    /**
     * Gives a member another role.
     *
     * @throws Problem 404 if they are no member, 409 if nobody would own the account
     */
    public void change(AccountId account, UserId user, Role role) {
        transaction.executeWithoutResult(status -> {
            if (role != Role.OWNER) {
                requireAnotherOwner(account, user);
            }
            require(store.change(account, user, role));
        });
    }

    /**
     * Takes a member out.
     *
     * @throws Problem 404 if they are no member, 409 if nobody would own the account
     */
    public void remove(AccountId account, UserId user) {
        transaction.executeWithoutResult(status -> {
            requireAnotherOwner(account, user);
            require(store.remove(account, user));
        });
    }

    private void requireAnotherOwner(AccountId account, UserId user) {
        if (store.lockOwners(account).equals(List.of(user))) {
            throw Problem.conflict("This is the only owner: make somebody else an owner first.");
        }
    }

    private static void require(boolean found) {
        if (!found) {
            throw Problem.notFound("such member");
        }
    }
}
