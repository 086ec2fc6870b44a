package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks through the log of one endpoint, newest first. A filter that fits little must not read it all: it looks at so
 * many rows, and says from where to go on.
 */
public final class FindDeliveries {
    /** The most rows of the log that one call looks at. */
    public static final int LOOKED_AT = 20_000;

    private static final UUID NONE = new UUID(0, 0);

    private final Database database;

    public FindDeliveries(Database database) {
        this.database = database;
    }

    /**
     * A part of the log.
     *
     * @param rows newest first
     * @param next where the next part begins; empty at the log's end
     */
    public record Found(List<Delivery> rows, Optional<DeliveryId> next) {}

    /**
     * Looks for deliveries.
     *
     * @param before only those older than this one
     * @param after only those newer than this one
     */
    public Found run(
            AccountId account,
            EndpointId endpoint,
            DeliverySearch search,
            Optional<DeliveryId> before,
            Optional<DeliveryId> after,
            int limit) {
        Bounds bounds = Bounds.of(search.filter(), before, after);
        List<Delivery> rows = search.filter().event().isPresent()
                ? ofEvent(account, endpoint, search, bounds, limit)
                : inLog(account, endpoint, search, bounds, limit);
        if (rows.size() > limit) {
            List<Delivery> page = rows.subList(0, limit);
            return new Found(List.copyOf(page), Optional.of(page.getLast().id()));
        }
        return new Found(
                rows, search.filter().event().isPresent() ? Optional.empty() : lastLookedAt(account, endpoint, bounds));
    }

    private List<Delivery> inLog(
            AccountId account, EndpointId endpoint, DeliverySearch search, Bounds bounds, int limit) {
        return database.read(connection -> Rows.list(
                connection,
                """
                select d.*, exists (select from event e where e.id = d.event_id) as payload_kept
                from (
                    select * from delivery d
                    where d.account_id = ? and d.endpoint_id = ? and d.id < ? and d.id >= ? and d.id > ?
                    order by d.id desc limit ?) d
                where (cardinality(?) = 0 or d.state = any(?))
                  and (cardinality(?) = 0 or d.topic = any(?))
                  and (?::integer is null or d.last_outcome is not null
                    and coalesce(d.last_status_code, 0) between ? and ?)
                  and (?::text is null or d.subject = ?)
                order by d.id desc limit ?
                """,
                DeliveryLog::delivery,
                account.value(),
                endpoint.value(),
                bounds.below(),
                bounds.from(),
                bounds.above(),
                LOOKED_AT,
                states(search),
                states(search),
                topics(search),
                topics(search),
                search.codes().map(DeliverySearch.CodeRange::from),
                search.codes().map(DeliverySearch.CodeRange::from),
                search.codes().map(DeliverySearch.CodeRange::to),
                search.subject(),
                search.subject(),
                limit + 1));
    }

    /** Few, and found by the event. */
    private List<Delivery> ofEvent(
            AccountId account, EndpointId endpoint, DeliverySearch search, Bounds bounds, int limit) {
        return database.read(connection -> Rows.list(
                connection,
                """
                select d.*, exists (select from event e where e.id = d.event_id) as payload_kept
                from delivery d
                where d.account_id = ? and d.event_id = ? and d.endpoint_id = ?
                  and d.id < ? and d.id >= ? and d.id > ?
                  and (cardinality(?) = 0 or d.state = any(?))
                  and (cardinality(?) = 0 or d.topic = any(?))
                  and (?::integer is null or d.last_outcome is not null
                    and coalesce(d.last_status_code, 0) between ? and ?)
                order by d.id desc limit ?
                """,
                DeliveryLog::delivery,
                account.value(),
                search.filter().event().map(EventId::value),
                endpoint.value(),
                bounds.below(),
                bounds.from(),
                bounds.above(),
                states(search),
                states(search),
                topics(search),
                topics(search),
                search.codes().map(DeliverySearch.CodeRange::from),
                search.codes().map(DeliverySearch.CodeRange::from),
                search.codes().map(DeliverySearch.CodeRange::to),
                limit + 1));
    }

    private Optional<DeliveryId> lastLookedAt(AccountId account, EndpointId endpoint, Bounds bounds) {
        return database.read(connection -> Rows.first(
                connection,
                """
                select d.id from delivery d
                where d.account_id = ? and d.endpoint_id = ? and d.id < ? and d.id >= ? and d.id > ?
                order by d.id desc offset ? limit 1
                """,
                row -> new DeliveryId(Rows.uuid(row, "id")),
                account.value(),
                endpoint.value(),
                bounds.below(),
                bounds.from(),
                bounds.above(),
                LOOKED_AT - 1));
    }

    private static String[] states(DeliverySearch search) {
        return search.filter().states().stream().map(State::text).toArray(String[]::new);
    }

    private static String[] topics(DeliverySearch search) {
        return search.filter().topics().toArray(String[]::new);
    }

    /** Ids of rows below one, from another on and above a third. */
    private record Bounds(UUID below, UUID from, UUID above) {
        private static final UUID LAST = new UUID(-1, -1);

        static Bounds of(DeliveryFilter filter, Optional<DeliveryId> before, Optional<DeliveryId> after) {
            UUID until = filter.until().map(UuidV7::floor).orElse(LAST);
            UUID below = before.map(DeliveryId::value).orElse(LAST);
            return new Bounds(
                    smaller(below, until),
                    filter.since().map(UuidV7::floor).orElse(NONE),
                    after.map(DeliveryId::value).orElse(NONE));
        }

        /** As the database compares them: by unsigned bytes. */
        private static UUID smaller(UUID one, UUID other) {
            int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
            int low = Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
            return high < 0 || (high == 0 && low < 0) ? one : other;
        }
    }
}
