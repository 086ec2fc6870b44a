package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Leases due deliveries to this node. It walks from endpoint to endpoint along the index of due rows, so that one
 * endpoint's million rows cost no more than another's ten, and takes from each only what its lane has room for. What is
 * fresh and what is due again stand apart in that index, so that neither waits behind the other.
 */
public final class ClaimDue {
    private ClaimDue() {}

    /**
     * A row just leased.
     *
     * @param version of its endpoint, as it is now
     * @param open whether it may be sent; else the row is to be held, or cancelled where that never can be
     * @param over whether it never can be: its endpoint was deleted, its owner skips it, or its event is no longer kept
     */
    public record Claimed(Leased leased, long version, boolean open, boolean over) {}

    /**
     * What a node asks for.
     *
     * @param room what each known lane can take; none leaves an endpoint out
     * @param elsewhere what to take for an endpoint without a lane yet
     * @param full accounts of which nothing is taken for an endpoint without a lane
     * @param startAfter the endpoint after which the walk starts, so that each comes first in turn
     * @param limit rows at most
     * @param bytes of bodies, after which no further row is taken; the first always is
     */
    public record Ask(
            Map<EndpointId, Room> room,
            Room elsewhere,
            Set<AccountId> full,
            EndpointId startAfter,
            int limit,
            long bytes,
            Instant now,
            UUID node,
            Lease lease,
            Instant leaseUntil) {}

    /**
     * Where a claim looks.
     *
     * @param ids each day in it is an index to descend at every step of the walk
     * @param latest where what a row waits for nearly always is, and is looked for first; anywhere else it is found, too
     * @param subjects to look at in all, where so many rows wait for their turn that they can't all be looked at
     * @param behind the subject behind which to go on with these
     */
    public record Look(IdRange ids, IdRange latest, int subjects, Map<EndpointId, String> behind) {}

    /**
     * What a claim came to.
     *
     * @param behind the subject that was looked at last, for those of which more may be due
     */
    public record Found(List<Claimed> claimed, Map<EndpointId, String> behind) {}

    /**
     * Leases what is due, in the order of the walk. Of an endpoint nine fresh ones go with every retry, where there are
     * both.
     */
    public static Found run(Connection connection, Look look, Ask ask) throws SQLException {
        List<Claimed> claimed = new ArrayList<>();
        Map<EndpointId, String> behind = new HashMap<>();
        Rows.list(
                connection,
                ClaimStatement.SQL,
                row -> Rows.optionalUuid(row, "id").isPresent()
                        ? claimed.add(read(row, ask.lease()))
                        : goOn(row, behind),
                ClaimStatement.values(connection, look, ask));
        return new Found(claimed, behind);
    }

    /** One that was looked at to its end is begun anew. */
    private static boolean goOn(ResultSet row, Map<EndpointId, String> behind) throws SQLException {
        String subject = row.getString("behind");
        return subject != null && behind.put(new EndpointId(Rows.uuid(row, "endpoint_id")), subject) == null;
    }

    private static Claimed read(ResultSet row, Lease lease) throws SQLException {
        byte[] body = row.getBytes("body");
        Leased leased = new Leased(
                new DeliveryId(Rows.uuid(row, "id")),
                new AccountId(Rows.uuid(row, "account_id")),
                new EndpointId(Rows.uuid(row, "endpoint_id")),
                new EventId(Rows.uuid(row, "event_id")),
                row.getString("topic"),
                row.getLong("sequence"),
                Format.valueOf(row.getString("format").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                body == null ? new byte[0] : body,
                lease,
                row.getBoolean("replay"));
        return new Claimed(leased, row.getLong("version"), row.getBoolean("open"), row.getBoolean("over"));
    }
}
