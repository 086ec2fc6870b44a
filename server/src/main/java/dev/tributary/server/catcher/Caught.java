package dev.tributary.server.catcher;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What an account's catchers caught. */
public final class Caught {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final CaughtStore store;
    private final Arrivals arrivals;
    private final LiveSecrets secrets;
    private final CatcherLimits limits;
    private final InstantSource clock;

    Caught(CaughtStore store, Arrivals arrivals, LiveSecrets secrets, CatcherLimits limits, InstantSource clock) {
        this.store = store;
        this.arrivals = arrivals;
        this.secrets = secrets;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The requests after a number, oldest first. If there are none yet, waits for the next; no database connection is
     * held meanwhile.
     */
    List<CaughtRequest> requests(AccountId account, CatcherId id, long after, int limit, Duration atMost) {
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

    /** The requests after a number, oldest first, at most 8 MiB of bodies, each judged. */
    public List<Judged> after(Catcher catcher, long number, int limit) {
        return judged(catcher, look(catcher.account(), catcher.id(), number, limit));
    }

    /**
     * The requests before a number, newest first, at most 8 MiB of bodies, each judged by the secrets that sign today.
     *
     * @param words that stand in the method, the target, a header or the first 64 KiB of the body; empty for all
     */
    public List<Judged> newest(Catcher catcher, long before, String words, int limit) {
        return judged(
                catcher,
                store.newest(catcher.account(), catcher.id(), before, words, limits.requests(), limit, oldest()));
    }

    /** One request, if it is still kept. */
    public Optional<Judged> one(Catcher catcher, long number) {
        return newest(catcher, number + 1, "", 1).stream()
                .filter(found -> found.request().number() == number)
                .findFirst();
    }

    /** Rings from now on when the catcher has a new request, or is deleted, on whichever node. */
    public Bell listen(Catcher catcher) {
        return arrivals.subscribe(catcher.id());
    }

    /** Forgets one; false if it is not kept. */
    public boolean forget(AccountId account, CatcherId id, long number) {
        return store.delete(account, id, number, number) == 1;
    }

    /** Forgets all up to a number; how many there were. Numbers go on from where they were. */
    public int clear(AccountId account, CatcherId id, long last) {
        return store.delete(account, id, 0, last);
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

    private List<CaughtRequest> look(AccountId account, CatcherId id, long after, int limit) {
        return store.requests(account, id, after, limits.requests(), limit, oldest());
    }

    private Instant oldest() {
        return clock.instant().minus(limits.keptFor());
    }
}
