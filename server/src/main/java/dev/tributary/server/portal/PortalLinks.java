package dev.tributary.server.portal;

import dev.tributary.server.access.Secret;
import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** One-time links into the portal; each works once within its time, and is kept as a hash only. */
@Component
public class PortalLinks {
    static final Duration SHORT = Duration.ofHours(1);
    static final Duration LONG = Duration.ofDays(1);
    private static final Duration WELCOME = Duration.ofDays(7);
    private static final int MOST_PER_HOUR = 5;

    private final TokenStore store;
    private final RandomGenerator random;
    private final InstantSource clock;

    public PortalLinks(TokenStore store, RandomGenerator random, InstantSource clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
    }

    /** The path of a link that lets this affiliate in, within an hour. One made before stops working. */
    public String enter(AccountId account, Affiliate affiliate) {
        store.drop(account, affiliate.number(), Purpose.ENTER);
        return make(only(Purpose.ENTER, affiliate.email(), account, affiliate), SHORT);
    }

    /** The path of a link by which this affiliate chooses a password, within a week: for a mail that welcomes them. */
    public String choosePassword(AccountId account, Affiliate affiliate) {
        store.drop(account, affiliate.number(), Purpose.PASSWORD);
        return make(only(Purpose.PASSWORD, affiliate.email(), account, affiliate), WELCOME);
    }

    /** The path of a link for whoever reads this mailbox; empty if it was sent enough of them lately. */
    Optional<String> forMailbox(String email, Purpose purpose) {
        if (isFull(email)) {
            return Optional.empty();
        }
        return Optional.of(make(new Token(purpose, email, Optional.empty()), SHORT));
    }

    /** The path of a link that proves an address, within a day; empty if it was sent enough of them lately. */
    Optional<String> proveAddress(AccountId account, Affiliate affiliate, String email) {
        store.drop(account, affiliate.number(), Purpose.ADDRESS);
        if (isFull(email)) {
            return Optional.empty();
        }
        return Optional.of(make(only(Purpose.ADDRESS, email, account, affiliate), LONG));
    }

    Optional<Token> find(String token) {
        return store.find(new Secret(token).hash(), clock.instant());
    }

    /** The same, and uses it up. */
    Optional<Token> take(String token) {
        return store.take(new Secret(token).hash(), clock.instant());
    }

    private boolean isFull(String email) {
        return store.count(email, clock.instant().minus(Duration.ofHours(1))) >= MOST_PER_HOUR;
    }

    private static Token only(Purpose purpose, String email, AccountId account, Affiliate affiliate) {
        return new Token(purpose, email, Optional.of(new Token.Only(account, affiliate.number())));
    }

    private String make(Token token, Duration life) {
        Secret secret = Secret.random("", random);
        Instant now = clock.instant();
        store.insert(secret.hash(), token, now, now.plus(life));
        String door = token.purpose() == Purpose.ADDRESS ? "/portal/address/" : "/portal/enter/";
        return door + secret.text();
    }
}
