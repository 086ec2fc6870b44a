package dev.tributary.server.catcher;

import java.util.List;
import java.util.OptionalInt;

/** Takes a request in: keeps it, tells those who wait for it, and says what to answer. */
final class TakeRequest {
    private static final byte[] NOTHING = {};

    private final ArrivalStore store;
    private final Arrivals arrivals;

    TakeRequest(ArrivalStore store, Arrivals arrivals) {
        this.store = store;
        this.arrivals = arrivals;
    }

    Reply take(Arrival arrival) {
        return store.keep(arrival).map(this::answer).orElseGet(() -> refuse(arrival.token()));
    }

    private Reply answer(ArrivalStore.Kept kept) {
        arrivals.signal(kept.catcher());
        OptionalInt status = kept.status();
        if (status.isEmpty()) {
            return new Reply.Dropped(kept.delay());
        }
        return kept.scripted()
                ? new Reply.Answered(status.getAsInt(), kept.headers(), kept.body(), kept.delay())
                : new Reply.Answered(status.getAsInt(), List.of(), NOTHING, kept.delay());
    }

    private Reply refuse(String token) {
        return store.busyFor(token).<Reply>map(Reply.Limited::new).orElseGet(Reply.Unknown::new);
    }
}
