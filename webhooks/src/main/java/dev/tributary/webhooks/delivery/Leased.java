package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.EventId;

/**
 * A delivery that this node may attempt, with all that is needed to.
 *
 * @param sequence of the event, for its subject
 * @param made how many attempts were made before
 * @param body exact bytes, in the format it was born with
 * @param replay whether somebody asked for it to be sent again: it goes behind what is fresh
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be sent; never compared
public record Leased(
        DeliveryId id,
        AccountId account,
        EndpointId endpoint,
        EventId event,
        String topic,
        long sequence,
        Format format,
        int made,
        byte[] body,
        Lease lease,
        boolean replay) {
    private static final byte[] NO_BODY = new byte[0];

    /** Whether it goes first. Rows say it, too, as {@code due_again}. */
    public boolean isFresh() {
        return made == 0 && !replay;
    }

    /** What is left to know of it when it has been sent, or won't be: bodies are large. */
    public Leased withoutBody() {
        return new Leased(id, account, endpoint, event, topic, sequence, format, made, NO_BODY, lease, replay);
    }

    /** One that happened by itself. */
    public Leased(
            DeliveryId id,
            AccountId account,
            EndpointId endpoint,
            EventId event,
            String topic,
            long sequence,
            Format format,
            int made,
            byte[] body,
            Lease lease) {
        this(id, account, endpoint, event, topic, sequence, format, made, body, lease, false);
    }
}
