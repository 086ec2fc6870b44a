package dev.tributary.server.account;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The accounts of this installation. */
@Component
public class Accounts {
    private final AccountStore store;
    private final WebhookSwitch webhooks;
    private final TransactionTemplate transaction;
    private final UuidV7 ids;
    private final InstantSource clock;

    Accounts(
            AccountStore store,
            WebhookSwitch webhooks,
            TransactionTemplate transaction,
            UuidV7 ids,
            InstantSource clock) {
        this.store = store;
        this.webhooks = webhooks;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** The accounts in a database, where nothing is wired by Spring. */
    public static Accounts over(
            JdbcClient jdbc, WebhookSwitch webhooks, TransactionTemplate transaction, UuidV7 ids, InstantSource clock) {
        return new Accounts(new AccountStore(jdbc), webhooks, transaction, ids, clock);
    }

    /**
     * Makes an account and its owner, who comes in by a link. A person who is in another account already keeps their
     * user.
     *
     * @param owner the owner's e-mail address
     */
    public Account create(String name, String owner, Currency currency, boolean webhooksOn) {
        return transaction.execute(status -> {
            Account account = new Account(
                    new AccountId(ids.next()),
                    name,
                    currency,
                    ZoneOffset.UTC,
                    AttributionRules.DEFAULT,
                    clock.instant(),
                    1);
            store.insert(account);
            UserId user = store.user(new UserId(ids.next()), owner.toLowerCase(Locale.ROOT), clock.instant());
            store.join(account.id(), user, Role.OWNER, clock.instant());
            webhooks.set(account.id(), webhooksOn);
            return account;
        });
    }

    public Optional<Account> find(AccountId account) {
        return store.find(account);
    }

    /**
     * An account that must be there.
     *
     * @throws Problem 404 if it was deleted while the caller worked
     */
    public Account get(AccountId account) {
        return find(account).orElseThrow(() -> Problem.notFound("account " + account));
    }

    /** The owner's user. */
    public Optional<UserId> owner(AccountId account) {
        return store.owner(account);
    }

    public void changeRules(AccountId account, AttributionRules rules, ZoneId zone) {
        store.change(account, rules, zone);
    }

    /**
     * Changes rules and zone for orders that come from now on.
     *
     * @param edit gives the account as it is to be from what it is; what it throws leaves all as it was
     * @return the account as it is then; with a new version if anything changed
     */
    public Account change(AccountId id, UnaryOperator<Account> edit) {
        return transaction.execute(status -> {
            Account old = store.lock(id).orElseThrow(() -> Problem.notFound("account " + id));
            Account edited = edit.apply(old);
            if (edited.rules().equals(old.rules()) && edited.zone().equals(old.zone())) {
                return old;
            }
            store.change(id, edited.rules(), edited.zone());
            return store.find(id).orElseThrow();
        });
    }

    /** All of them, oldest first; for the operator alone. */
    public List<Account> all() {
        return store.all();
    }
}
