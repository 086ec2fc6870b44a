package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends a delivery again: the same event id and bytes, signed anew, as a delivery of its own. The first one never
 * changes.
 */
public final class Replay {
    private final Database database;
    private final InstantSource clock;
    private final UuidV7 ids;

    public Replay(Database database, InstantSource clock, UuidV7 ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** The new delivery; empty if the account has no such delivery, its webhook was deleted, or the payload is no longer kept. */
    public Optional<DeliveryId> one(AccountId account, DeliveryId id) {
        DeliveryId replay = new DeliveryId(ids.next());
        int inserted = database.write(connection -> Rows.update(
                connection, """
                insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format, state, due_at,
                    replay_of, created_at)
                select ?, d.account_id, d.endpoint_id, d.event_id, d.topic, d.subject, d.sequence, d.format, 'pending', ?,
                    d.id, ?
                from delivery d join endpoint p on p.id = d.endpoint_id and p.deleted_at is null
                    join event e on e.id = d.event_id
                where d.account_id = ? and d.id = ?
                """, replay.value(), clock.instant(), clock.instant(), account.value(), id.value()));
        return inserted == 0 ? Optional.empty() : Optional.of(replay);
    }
}
