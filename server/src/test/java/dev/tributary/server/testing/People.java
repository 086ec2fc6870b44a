package dev.tributary.server.testing;

import dev.tributary.server.access.SignInLinks;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Members;
import dev.tributary.server.account.Role;
import dev.tributary.server.account.User;
import dev.tributary.server.account.UserId;
import java.util.Currency;
import java.util.concurrent.atomic.AtomicInteger;

/** The people of a running server and their browsers. */
public record People(LiveServer server) {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** An account with an owner of its own, who has not come in yet. */
    public Account newAccount() {
        int number = NUMBER.incrementAndGet();
        return server.bean(Accounts.class)
                .create("Shop " + number, "owner" + number + "@example.com", Currency.getInstance("USD"), true);
    }

    public User ownerOf(Account account) {
        UserId owner = server.bean(Accounts.class).owner(account.id()).orElseThrow();
        return server.bean(Members.class).user(owner).orElseThrow();
    }

    /** A browser that nobody has signed in with. */
    public Browser stranger() {
        return new Browser(server.port());
    }

    /** The browser of the account's owner, who came in by a link. */
    public Browser owner(Account account) {
        return signedIn(account, ownerOf(account).id());
    }

    /** The browser of a new member of the account's. */
    public Browser member(Account account, Role role) {
        Members members = server.bean(Members.class);
        User user = members.register(role.text() + NUMBER.incrementAndGet() + "@example.com")
                .orElseThrow();
        members.letIn(account.id(), user.id(), role);
        return signedIn(account, user.id());
    }

    private Browser signedIn(Account account, UserId user) {
        Browser browser = stranger();
        Browser.location(browser.get(server.bean(SignInLinks.class).createDirect(account.id(), user)));
        return browser;
    }
}
