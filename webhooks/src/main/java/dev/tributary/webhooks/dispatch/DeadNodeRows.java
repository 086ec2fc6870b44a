package dev.tributary.webhooks.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What dead nodes left behind. For the tending loop alone. */
interface DeadNodeRows {
    /** From now on nobody counts the others among the living: who they are. */
    List<UUID> silence(UUID besides);

    /** Who last said that they live at this time or before. */
    List<UUID> dead(UUID besides, Instant lastBeat);

    /**
     * What they had leased is due again.
     *
     * @param expiredBefore only leases that ended before this time
     * @return how many deliveries
     */
    int takeOver(List<UUID> dead, Instant expiredBefore, Instant now);

    /** Nothing more is looked for of those who have not spoken after this time. */
    void forget(List<UUID> dead, Instant lastBeat);
}
