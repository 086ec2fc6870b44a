package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.GivenBack;
import java.util.List;
import java.util.Set;

/** Where outcomes are written. For the recorder alone. */
interface OutcomeRows extends AutoCloseable {
    /**
     * Writes outcomes in one commit, with all that follows from them, such as an endpoint that is disabled.
     *
     * @return those that were written. The others' leases had been taken over: late attempts, which change no state.
     * @throws dev.tributary.webhooks.sql.DatabaseFault nothing of them is written
     */
    Set<DeliveryId> record(List<Done> group);

    /** Makes deliveries due again whose leases are still the ones given back. */
    void giveBack(List<GivenBack> leases);

    @Override
    void close();
}
