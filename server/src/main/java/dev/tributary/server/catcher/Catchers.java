package dev.tributary.server.catcher;

import dev.tributary.server.api.Fields;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.springframework.transaction.support.TransactionTemplate;

/** An account's request catchers. */
public final class Catchers {
    private final CatcherStore store;
    private final CaughtStore caught;
    private final TransactionTemplate transaction;
    private final CatcherLimits limits;
    private final InstantSource clock;
    private final UuidV7 ids;
    private final RandomGenerator secure;

    Catchers(
            CatcherStore store,
            CaughtStore caught,
            TransactionTemplate transaction,
            CatcherLimits limits,
            InstantSource clock,
            RandomGenerator secure) {
        this.store = store;
        this.caught = caught;
        this.transaction = transaction;
        this.limits = limits;
        this.clock = clock;
        this.ids = new UuidV7(clock, secure);
        this.secure = secure;
    }

    /**
     * A new catcher; empty if the account has as many as it may have.
     *
     * @param name at most {@value Catcher#LONGEST_NAME} characters; empty for none
     */
    public Optional<Catcher> create(AccountId account, String name, CannedAnswer answer) {
        CatcherId id = new CatcherId(ids.next());
        return Objects.requireNonNull(transaction.execute(_ -> {
            if (!store.insert(account, id, name, token(), clock.instant(), limits.catchers())) {
                return Optional.<Catcher>empty();
            }
            store.setAnswer(account, id, answer);
            return store.find(account, id);
        }));
    }

    public Optional<Catcher> find(AccountId account, CatcherId id) {
        return store.find(account, id);
    }

    /** The account's catcher whose URL holds this token. */
    public Optional<Catcher> withToken(AccountId account, String token) {
        return store.withToken(account, token);
    }

    /** Newest first, from the one before {@code before} on. */
    public List<Catcher> list(AccountId account, Optional<CatcherId> before, int limit) {
        return store.list(account, before.map(CatcherId::value).orElse(null), limit);
    }

    /** Gives it another name, or none; false if there is no such catcher. */
    public boolean rename(AccountId account, CatcherId id, String name) {
        return store.rename(account, id, name);
    }

    /** What it is to be called, and what it is to answer. */
    record Change(String name, CannedAnswer answer) {}

    /**
     * Changes both at once.
     *
     * @param edit gives the new from the catcher as it is; what it throws leaves all as it was
     * @return empty if there is no such catcher
     */
    Optional<Catcher> change(AccountId account, CatcherId id, Function<Catcher, Change> edit) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            Optional<Change> change = store.lock(account, id).map(edit);
            change.ifPresent(wanted -> {
                store.rename(account, id, wanted.name());
                store.setAnswer(account, id, wanted.answer());
            });
            return store.find(account, id);
        }));
    }

    /**
     * Reads a change of what a catcher answers: {@code status}, {@code headers}, {@code body}, {@code delay_ms}, {@code
     * fail_times} and {@code drop}, each as it was where it is not named.
     *
     * @throws dev.tributary.server.api.Problem 422 naming what can't be
     */
    public static CannedAnswer readAnswer(Fields fields, CannedAnswer old) {
        return new ReadAnswer(fields).over(old);
    }

    /** Sets what it answers from now on; empty if there is no such catcher. */
    public Optional<Catcher> answerWith(AccountId account, CatcherId id, CannedAnswer answer) {
        return store.setAnswer(account, id, answer) ? store.find(account, id) : Optional.empty();
    }

    /**
     * Deletes it and all it caught; false if there is no such catcher. The catcher goes first: its lock lets requests
     * that are arriving finish, so that none stays behind.
     */
    public boolean delete(AccountId account, CatcherId id) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean deleted = store.delete(account, id);
            if (deleted) {
                caught.delete(account, id, 0, Long.MAX_VALUE);
            }
            return deleted;
        }));
    }

    public CatcherLimits limits() {
        return limits;
    }

    private String token() {
        byte[] bytes = new byte[16];
        secure.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
