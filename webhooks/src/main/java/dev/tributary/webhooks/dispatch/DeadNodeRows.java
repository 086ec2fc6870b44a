package dev.tributary.webhooks.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** What dead nodes left behind, and what others forgot. For the tending loop alone. */
interface DeadNodeRows {
    /** From now on nobody counts those that are dead among the living: who they are. */
    List<UUID> silence(UUID besides, Others others);

    /**
     * Who last said that they live at this time or before. Who was buried once is named again when no transaction is open
     * any more that was open then: it may have been theirs, and have left something.
     */
    List<UUID> dead(UUID besides, Instant lastBeat);

    /**
     * What they had leased is due again.
     *
     * @param expiredBefore only leases that ended before this time
     * @param stopping looked at now and then: what is left is left then
     * @return how many deliveries
     */
    int takeOver(List<UUID> dead, Instant expiredBefore, Instant now, BooleanSupplier stopping);

    /** They were looked after, and have not spoken after this time; after the second time they are forgotten. */
    void buried(List<UUID> dead, Instant lastBeat);

    /** What is held although its endpoint may be sent to is due again. */
    void releaseForgotten();
}
