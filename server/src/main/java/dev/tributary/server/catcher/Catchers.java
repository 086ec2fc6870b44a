package dev.tributary.server.catcher;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.transaction.support.TransactionTemplate;

/** An account's request catchers. */
public final class Catchers {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final CatcherStore store;
    private final Arrivals arrivals;
    private final LiveSecrets secrets;
    private final TransactionTemplate transaction;
    private final CatcherLimits limits;
    private final InstantSource clock;
    private final UuidV7 ids;
    private final RandomGenerator secure;

    Catchers(
            CatcherStore store,
            Arrivals arrivals,
            LiveSecrets secrets,
            TransactionTemplate transaction,
            CatcherLimits limits,
            InstantSource clock,
            RandomGenerator secure) {
        this.store = store;
        this.arrivals = arrivals;
        this.secrets = secrets;
        this.transaction = transaction;
        this.limits = limits;
        this.clock = clock;
        this.ids = new UuidV7(clock, secure);
        this.secure = secure;
    }

    /** A new catcher; empty if the account has as many as it may have. */
    public Optional<Catcher> create(AccountId account, CannedAnswer answer) {
        CatcherId id = new CatcherId(ids.next());
        return Objects.requireNonNull(transaction.execute(_ -> {
            if (!store.insert(account, id, token(), clock.instant(), limits.catchers())) {
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

    /** Sets what it answers from now on; empty if there is no such catcher. */
    public Optional<Catcher> answerWith(AccountId account, CatcherId id, CannedAnswer answer) {
        return store.setAnswer(account, id, answer) ? store.find(account, id) : Optional.empty();
    }

    /** Deletes it and all it caught; false if there is no such catcher. */
    public boolean delete(AccountId account, CatcherId id) {
        return Boolean.TRUE.equals(transaction.execute(_ -> store.delete(account, id)));
    }

    /**
     * The requests after a number, oldest first. If there are none yet, waits for the next; no database connection is
     * held meanwhile.
     */
    public List<CaughtRequest> requests(AccountId account, CatcherId id, long after, int limit, Duration atMost) {
        try (Arrivals.Subscription news = arrivals.subscribe(id)) {
            List<CaughtRequest> found = look(account, id, after, limit);
            for (Duration left = atMost; found.isEmpty() && left.isPositive(); left = left.minus(LOOK_AGAIN)) {
                boolean goOn = news.await(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
                found = look(account, id, after, limit);
                if (!goOn) {
                    return found;
                }
            }
            return found;
        }
    }

    /** The requests before a number, newest first, each judged by the secrets that sign today. */
    public List<Judged> newest(Catcher catcher, long before, int limit) {
        return judged(
                catcher,
                store.newest(
                        catcher.account(),
                        catcher.id(),
                        before,
                        limits.requests(),
                        limit,
                        clock.instant().minus(limits.keptFor())));
    }

    /** Looks at the signatures of some of a catcher's requests. */
    List<Judged> judged(Catcher catcher, List<CaughtRequest> found) {
        boolean signed = found.stream().anyMatch(CheckSignatures::isSigned);
        List<LiveSecrets.LiveSecret> live = signed ? secrets.pointingAt(catcher.account(), catcher.token()) : List.of();
        return found.stream()
                .map(request -> new Judged(
                        request,
                        CheckSignatures.isSigned(request)
                                ? Optional.of(new CheckSignatures(request, live).report())
                                : Optional.empty()))
                .toList();
    }

    CatcherLimits limits() {
        return limits;
    }

    private List<CaughtRequest> look(AccountId account, CatcherId id, long after, int limit) {
        return store.requests(
                account, id, after, limits.requests(), limit, clock.instant().minus(limits.keptFor()));
    }

    private String token() {
        byte[] bytes = new byte[16];
        secure.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
