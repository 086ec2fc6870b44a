package dev.tributary.server.access;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes API keys and recognises them. */
@Component
public class ApiKeys {
    private static final String PREFIX = "trb_";
    private static final Duration COARSE = Duration.ofMinutes(5);

    private final KeyStore store;
    private final UuidV7 ids;
    private final RandomGenerator random;
    private final InstantSource clock;

    ApiKeys(KeyStore store, UuidV7 ids, RandomGenerator random, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** The keys in a database, where nothing is wired by Spring. */
    public static ApiKeys over(JdbcClient jdbc, UuidV7 ids, RandomGenerator random, InstantSource clock) {
        return new ApiKeys(new KeyStore(jdbc), ids, random, clock);
    }

    /** A key that has just been made, with the only sight of its text. */
    record Made(ApiKey key, String text) {}

    /**
     * Makes a key.
     *
     * @return the key, {@code trb_} and 43 characters; it can't be read again
     */
    public String create(AccountId account, String name, Set<Scope> scopes) {
        return make(account, new NewKey(name, scopes, Optional.empty()), Optional.empty())
                .text();
    }

    /**
     * Makes a key as a member may: one that writes can do what no single role but the owner's can.
     *
     * @throws Problem 403 if their role does not suffice
     */
    Made make(Member by, NewKey wanted) {
        by.require(wanted.needs());
        return make(by.account().id(), wanted, Optional.of(by.user().id().toString()));
    }

    Made make(AccountId account, NewKey wanted, Optional<String> maker) {
        Secret secret = Secret.random(PREFIX, random);
        ApiKey key = new ApiKey(
                new KeyId(ids.next()),
                account,
                wanted.name(),
                secret.text().substring(0, PREFIX.length() + 6),
                Set.copyOf(wanted.scopes()),
                clock.instant(),
                wanted.expiresAt(),
                Optional.empty(),
                maker);
        store.insert(key, secret.hash());
        return new Made(key, secret.text());
    }

    /**
     * Ends a key as a member may.
     *
     * @throws Problem 404 if the account has no such key, 403 if their role does not suffice
     */
    ApiKey revoke(Member by, KeyId id) {
        ApiKey key = store.find(by.account().id(), id).orElseThrow(() -> Problem.notFound("such API key"));
        by.require(NewKey.needs(key.scopes()));
        if (!store.delete(by.account().id(), id)) {
            throw Problem.notFound("such API key");
        }
        return key;
    }

    /** The key with this text; empty if there is none or its time is over. */
    Optional<ApiKey> recognise(String text) {
        if (!text.startsWith(PREFIX) || text.length() > 100) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<ApiKey> found = store.byHash(new Secret(text).hash()).filter(key -> !key.isExpired(now));
        found.ifPresent(key -> noteUse(key, now));
        return found;
    }

    private void noteUse(ApiKey key, Instant now) {
        Instant since = now.minus(COARSE);
        if (key.lastUsedAt().isEmpty() || key.lastUsedAt().get().isBefore(since)) {
            store.touch(key.account(), key.id(), now, since);
        }
    }
}
