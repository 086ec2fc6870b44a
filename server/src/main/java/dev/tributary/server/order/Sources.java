package dev.tributary.server.order;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.signature.Vault;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** The shops that may send orders. Their secrets are sealed for the account and the source. */
@Component
public class Sources {
    private static final int TOKEN_BYTES = 24;

    private final SourceStore store;
    private final Vault vault;
    private final UuidV7 ids;
    private final RandomGenerator random;
    private final InstantSource clock;

    Sources(SourceStore store, Vault vault, UuidV7 ids, RandomGenerator random, InstantSource clock) {
        this.store = store;
        this.vault = vault;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** A source with the secret that its shop signs with. */
    record Opened(Source source, String secret) {
        List<String> secrets() {
            return List.of(secret);
        }
    }

    Source add(AccountId account, Origin kind, String name, String secret) {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        Source source = new Source(
                account, new SourceId(ids.next()), kind, name, HexFormat.of().formatHex(token), clock.instant());
        store.insert(source, vault.seal(secret.getBytes(StandardCharsets.UTF_8), context(source)));
        return source;
    }

    Optional<Opened> behind(Origin kind, String token) {
        return store.byToken(kind, token)
                .map(found -> new Opened(
                        found.source(),
                        new String(vault.open(found.secret(), context(found.source())), StandardCharsets.UTF_8)));
    }

    Optional<Source> find(AccountId account, SourceId id) {
        return store.find(account, id);
    }

    List<Source> page(AccountId account, Optional<SourceId> after, int limit) {
        return store.page(account, after.map(SourceId::value), limit);
    }

    /** Whether the account has connected any. */
    public boolean any(AccountId account) {
        return !page(account, Optional.empty(), 1).isEmpty();
    }

    boolean delete(AccountId account, SourceId id) {
        return store.delete(account, id, clock.instant());
    }

    private static String context(Source source) {
        return source.account() + "/" + source.id();
    }
}
