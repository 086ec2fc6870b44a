package dev.tributary.server.access;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Members;
import dev.tributary.server.account.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The first account, made by whoever holds the link that the first start prints. There is no default password. */
@Component
public class SetUp {
    private static final Duration VALID = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Members members;
    private final Passwords passwords;
    private final TransactionTemplate transaction;
    private final RandomGenerator random;
    private final InstantSource clock;

    SetUp(
            JdbcClient jdbc,
            Accounts accounts,
            Members members,
            Passwords passwords,
            TransactionTemplate transaction,
            RandomGenerator random,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.members = members;
        this.passwords = passwords;
        this.transaction = transaction;
        this.random = random;
        this.clock = clock;
    }

    /** The first account and who owns it. */
    record Made(Account account, UserId owner) {}

    /**
     * Makes a link to set up this installation, good for a day; empty if there is an account already.
     *
     * @return its path, {@code /console/set-up/} and a token that is kept as a hash only
     */
    public Optional<String> link() {
        if (!accounts.all().isEmpty()) {
            return Optional.empty();
        }
        Secret token = Secret.random("", random);
        Instant now = clock.instant();
        jdbc.sql("delete from set_up_token where expires_at <= ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into set_up_token (hash, created_at, expires_at) values (?, ?, ?)")
                .params(
                        token.hash(),
                        now.atOffset(ZoneOffset.UTC),
                        now.plus(VALID).atOffset(ZoneOffset.UTC))
                .update();
        return Optional.of("/console/set-up/" + token.text());
    }

    /** Whether the link with this token still opens something. */
    boolean isGood(String token) {
        boolean known = jdbc.sql("select 1 from set_up_token where hash = ? and expires_at > ?")
                .params(new Secret(token).hash(), clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> number)
                .optional()
                .isPresent();
        return known && accounts.all().isEmpty();
    }

    /** Makes the first account and its owner, who is in; empty if the link has been used or there is an account. */
    Optional<Made> redeem(String token, String name, String email, Currency currency, PasswordHash hash) {
        return transaction.execute(status -> {
            jdbc.sql("lock table set_up_token in exclusive mode").update(); // two links at once are still one account
            if (!isGood(token)) {
                return Optional.<Made>empty();
            }
            Account account = accounts.create(name, email, currency, true);
            UserId owner = accounts.owner(account.id()).orElseThrow();
            passwords.set(owner, hash);
            members.comeIn(account.id(), owner);
            jdbc.sql("delete from set_up_token").update();
            return Optional.of(new Made(account, owner));
        });
    }
}
