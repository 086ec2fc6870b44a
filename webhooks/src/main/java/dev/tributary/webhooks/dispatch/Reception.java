package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.transport.Outcome;
import java.util.Set;

/** What an attempt tells about its receiver, as far as the next attempts are concerned. */
enum Reception {
    DELIVERED,
    /** It can't keep up, by its own words or by its silence: less at once may help. */
    BUSY,
    /** It failed in another way. */
    FAILED;

    private static final Set<Integer> BUSY_STATUSES = Set.of(429, 502, 503, 504);

    static Reception of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> DELIVERED;
            case Outcome.Rejected rejected
            when BUSY_STATUSES.contains(rejected.answer().status()) -> BUSY;
            case Outcome.Unreachable unreachable when unreachable.reason() == Outcome.Reason.TIMEOUT -> BUSY;
            case Outcome.Rejected _, Outcome.Unreachable _, Outcome.Forbidden _, Outcome.Interrupted _ -> FAILED;
        };
    }
}
