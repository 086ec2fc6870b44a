package dev.tributary.server.testing;

import dev.tributary.server.access.ApiKeys;
import dev.tributary.server.access.Scope;
import dev.tributary.server.access.SignInLinks;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Members;
import dev.tributary.server.account.Money;
import dev.tributary.server.account.Role;
import dev.tributary.server.account.User;
import dev.tributary.server.account.UserId;
import dev.tributary.server.app.TestStart;
import dev.tributary.testkit.SettableClock;
import dev.tributary.testkit.TestDatabase;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One server for all tests of the JVM; each test works in an account of its own. */
public final class RunningServer {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final RunningServer SHARED = new RunningServer();

    private final SettableClock clock = SettableClock.at("2026-03-01T10:00:00Z");
    private final TestDatabase database = TestDatabase.create();
    private final TestStart server = TestStart.on(database.dataSource(), clock, RecordedEvents.class, EchoDoor.class);

    private RunningServer() {}

    public static RunningServer shared() {
        return SHARED;
    }

    /** Another for the tests that let weeks pass: the days of events, which are made ahead, end before. */
    public static RunningServer whereTimeFlies() {
        return Flying.SERVER;
    }

    private static final class Flying {
        static final RunningServer SERVER = new RunningServer();
    }

    /** An account, and calls with a key that may do everything. */
    public Caller newAccount() {
        return newAccount("USD");
    }

    /** An account in this currency. */
    public Caller newAccount(String currency) {
        int number = NUMBER.incrementAndGet();
        Account account = bean(Accounts.class)
                .create(
                        "Shop " + number,
                        "owner" + number + "@example.com",
                        Money.currency(currency).orElseThrow(),
                        true);
        return new Caller(account, calls(key(account, EnumSet.allOf(Scope.class))));
    }

    /** An account with the calls of its owner. */
    public record Caller(Account account, Calls calls) {}

    public String key(Account account, Set<Scope> scopes) {
        return bean(ApiKeys.class).create(account.id(), "test", scopes);
    }

    /** Calls with this key. */
    public Calls calls(String key) {
        return new Calls(server.port(), "Bearer " + key);
    }

    /** Calls without any. */
    public Calls stranger() {
        return new Calls(server.port(), "");
    }

    /** A browser that nobody has signed in with. */
    public Browser browser() {
        return new Browser(server.port());
    }

    /** The browser of the account's owner, who came in by their link. */
    public Browser owner(Account account) {
        UserId owner = bean(Accounts.class).owner(account.id()).orElseThrow();
        Browser browser = browser();
        Browser.location(browser.get(bean(SignInLinks.class).createDirect(account.id(), owner)));
        return browser;
    }

    /** The browser of another member of the account's. */
    public Browser member(Account account, Role role) {
        Members members = bean(Members.class);
        User user = members.register(role.text() + NUMBER.incrementAndGet() + "@example.com")
                .orElseThrow();
        members.letIn(account.id(), user.id(), role);
        Browser browser = browser();
        Browser.location(browser.get(bean(SignInLinks.class).createDirect(account.id(), user.id())));
        return browser;
    }

    public RecordedEvents events() {
        return bean(RecordedEvents.class);
    }

    public SettableClock clock() {
        return clock;
    }

    public int port() {
        return server.port();
    }

    public <T> T bean(Class<T> type) {
        return server.bean(type);
    }

    /** How many rows of a table are the account's. */
    public long rows(String table, Account account) {
        return JdbcClient.create(database.dataSource())
                .sql("select count(*) from " + table + " where account_id = ?")
                .param(account.id().value())
                .query((row, index) -> row.getLong(1))
                .single();
    }
}
