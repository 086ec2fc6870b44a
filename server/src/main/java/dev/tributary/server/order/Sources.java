package dev.tributary.server.order;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.signature.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The shops that may send orders. Their secrets are sealed for the account and the source. */
@Component
public class Sources {
    private static final int TOKEN_BYTES = 24;

    private final SourceStore store;
    private final Vault vault;
    private final UuidV7 ids;
    private final RandomGenerator random;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Sources(
            SourceStore store,
            Vault vault,
            UuidV7 ids,
            RandomGenerator random,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.store = store;
        this.vault = vault;
        this.ids = ids;
        this.random = random;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A source with what its shop signs with.
     *
     * @param secrets the present one first, and then the one before it while that fits, too
     */
    record Opened(Source source, List<String> secrets) {
        /** Whether a message is signed with one of them. */
        boolean signs(Predicate<String> withSecret) {
            return secrets.stream().anyMatch(withSecret);
        }

        /** Secrets stay out of logs. */
        @Override
        public String toString() {
            return "Opened[" + source.id() + "]";
        }
    }

    Source add(AccountId account, Origin kind, String name, String secret) {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        Source source = new Source(
                account,
                new SourceId(ids.next()),
                kind,
                name,
                HexFormat.of().formatHex(token),
                clock.instant(),
                Optional.empty());
        store.insert(source, vault.seal(secret.getBytes(StandardCharsets.UTF_8), context(source)));
        return source;
    }

    Optional<Opened> behind(Origin kind, String token) {
        return store.byToken(kind, token)
                .map(found -> new Opened(
                        found.source(),
                        found.secrets(clock.instant()).stream()
                                .map(kept ->
                                        new String(vault.open(kept, context(found.source())), StandardCharsets.UTF_8))
                                .toList()));
    }

    /** Puts a new secret in place of the present one, which goes on fitting for a while; one before that does not. */
    Source rotate(Source source, NewSecret wanted) {
        byte[] sealed = vault.seal(wanted.secret().getBytes(StandardCharsets.UTF_8), context(source));
        Optional<Instant> until =
                Optional.of(wanted.overlap()).filter(Duration::isPositive).map(clock.instant()::plus);
        store.rotate(source.account(), source.id(), sealed, until);
        return find(source.account(), source.id()).orElse(source);
    }

    /**
     * Gives it another name.
     *
     * @param edit gives the name from the source as it is; what it throws leaves all as it was
     * @return empty if it was deleted meanwhile
     */
    Optional<Source> rename(Source source, Function<Source, String> edit) {
        return transaction.execute(status -> {
            Optional<Source> now = store.lock(source.account(), source.id());
            now.ifPresent(old -> store.rename(old.account(), old.id(), edit.apply(old)));
            return find(source.account(), source.id());
        });
    }

    Optional<Source> find(AccountId account, SourceId id) {
        return store.find(account, id);
    }

    List<Source> page(AccountId account, Optional<SourceId> after, int limit) {
        return store.page(account, after.map(SourceId::value), limit);
    }

    /**
     * Under which other names the shop of an order may be known: it was disconnected and is connected anew. Ids of Stripe
     * are the only ones in the world; shops of WooCommerce count alike, so that one may be another shop.
     *
     * @param source as in {@link OrderKey}
     */
    public List<String> others(AccountId account, String source) {
        return SourceId.parse(source).map(id -> store.others(account, id)).orElse(List.of()).stream()
                .map(SourceId::toString)
                .toList();
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
