package dev.tributary.server.access;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Members;
import dev.tributary.server.account.User;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Visitor;
import dev.tributary.server.page.Visitors;
import dev.tributary.webhooks.endpoint.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who visits the console with a request, read once per request and anew for each. */
@Component
class Visits implements Visitors {
    private static final String MEMBER = Member.class.getName();

    private final Members members;
    private final Accounts accounts;

    Visits(Members members, Accounts accounts) {
        this.members = members;
        this.accounts = accounts;
    }

    /** Whose session it is; the chain lets nobody else through to where this is asked. */
    SignedIn signedIn(HttpServletRequest request) {
        return stranger(request)
                .orElseThrow(() -> new IllegalStateException("a route open to strangers asks who is signed in"));
    }

    /** The same where strangers are let in too. */
    Optional<SignedIn> stranger(HttpServletRequest request) {
        return request.getAttribute(RecogniseUser.ATTRIBUTE) instanceof SignedIn who
                ? Optional.of(who)
                : Optional.empty();
    }

    /**
     * The member of the account that the session chose. Never of another: a form made for one account must not act on
     * the next.
     *
     * @throws Problem 403 if they are not in it any more
     */
    Member member(HttpServletRequest request) {
        return find(request)
                .orElseThrow(() -> Problem.forbidden(
                        "You are not in this account any more. Choose another at /console/accounts, or ask an owner "
                                + "to invite you."));
    }

    @Override
    public Optional<Visitor> visitor(HttpServletRequest request) {
        return find(request)
                .map(member -> new Visitor(
                        member.account().name(),
                        member.user().email(),
                        member.role().text(),
                        member.may(Permission.READ)));
    }

    private Optional<Member> find(HttpServletRequest request) {
        if (request.getAttribute(MEMBER) instanceof Member known) {
            return Optional.of(known);
        }
        Optional<Member> member =
                stranger(request).flatMap(who -> who.account().flatMap(account -> read(who, account)));
        member.ifPresent(found -> request.setAttribute(MEMBER, found));
        return member;
    }

    private Optional<Member> read(SignedIn who, AccountId id) {
        Optional<User> user = members.user(who.user());
        Optional<Account> account = accounts.find(id);
        return members.role(id, who.user())
                .filter(role -> user.isPresent() && account.isPresent())
                .map(role -> new Member(account.orElseThrow(), user.orElseThrow(), role));
    }
}
