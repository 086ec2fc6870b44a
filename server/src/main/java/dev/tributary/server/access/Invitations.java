package dev.tributary.server.access;

import dev.tributary.server.account.Members;
import dev.tributary.server.account.Role;
import dev.tributary.server.account.User;
import dev.tributary.server.account.UserId;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.clock.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links by which an owner lets people in. Whoever sees the link could use it, the inviting owner included; so it makes
 * a person of a new address, but lets a person who exists already in only once they have signed in as themselves.
 */
@Component
class Invitations {
    private static final Duration VALID = Duration.ofDays(7);
    private static final int MOST_OPEN = 100;

    private final InvitationStore store;
    private final Members members;
    private final Passwords passwords;
    private final TransactionTemplate transaction;
    private final UuidV7 ids;
    private final RandomGenerator random;
    private final InstantSource clock;

    Invitations(
            InvitationStore store,
            Members members,
            Passwords passwords,
            TransactionTemplate transaction,
            UuidV7 ids,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.members = members;
        this.passwords = passwords;
        this.transaction = transaction;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** Makes an invitation; the path of its link can't be read again. */
    String invite(Member by, String email, Role role) {
        by.require(Permission.TEAM);
        String address = email.toLowerCase(Locale.ROOT);
        boolean there = members.list(by.account().id()).stream()
                .anyMatch(member -> member.user().email().equals(address));
        if (there) {
            throw Problem.unprocessable("email", "is in the team already");
        }
        Secret token = Secret.random("", random);
        Instant now = clock.instant();
        Invitation invitation =
                new Invitation(new InvitationId(ids.next()), by.account().id(), address, role, now, now.plus(VALID));
        transaction.executeWithoutResult(status -> {
            store.deleteExpired(by.account().id(), now);
            if (store.list(by.account().id(), now).size() >= MOST_OPEN) {
                throw Problem.conflict("There are " + MOST_OPEN + " open invitations: revoke some first.");
            }
            store.put(invitation, token.hash());
        });
        return "/console/invitation/" + token.text();
    }

    List<Invitation> list(Member reader) {
        return store.list(reader.account().id(), clock.instant());
    }

    void revoke(Member by, InvitationId id) {
        by.require(Permission.TEAM);
        if (!store.delete(by.account().id(), id)) {
            throw Problem.notFound("such invitation");
        }
    }

    /** The one with this token, if it is still open. */
    Optional<Invitation> find(String token) {
        return store.byHash(new Secret(token).hash(), clock.instant());
    }

    /** A new person comes in. Empty if the link is used up, or the address has become somebody's meanwhile. */
    Optional<UserId> acceptAsNew(String token, PasswordHash hash) {
        return transaction.execute(status -> {
            Optional<User> made = take(token)
                    .flatMap(invitation -> members.register(invitation.email()).map(user -> letIn(invitation, user)));
            if (made.isEmpty()) {
                status.setRollbackOnly();
                return Optional.<UserId>empty();
            }
            passwords.set(made.get().id(), hash);
            return made.map(User::id);
        });
    }

    /** A person comes in who has signed in as themselves. False if it is not theirs or used up. */
    boolean accept(String token, User user) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean taken = take(token)
                    .filter(invitation -> invitation.email().equals(user.email()))
                    .map(invitation -> letIn(invitation, user))
                    .isPresent();
            if (!taken) {
                status.setRollbackOnly();
            }
            return taken;
        }));
    }

    private Optional<Invitation> take(String token) {
        return store.take(new Secret(token).hash(), clock.instant());
    }

    private User letIn(Invitation invitation, User user) {
        members.letIn(invitation.account(), user.id(), invitation.role());
        return user;
    }
}
