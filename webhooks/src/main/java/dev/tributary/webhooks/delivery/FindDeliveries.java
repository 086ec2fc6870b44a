package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks through the log of one endpoint or of all of an account's, newest first. A filter that fits little must not read
 * it all: it looks at so many rows, and says from where to go on.
 */
public final class FindDeliveries {
    /** About as many rows of the log one call looks at. */
    public static final int LOOKED_AT = 20_000;

    /** Of each endpoint at least, where an account has many. */
    private static final int LEAST_OF_EACH = 500;

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
            DeliverySearch search,
            Optional<DeliveryId> before,
            Optional<DeliveryId> after,
            int limit) {
        Bounds bounds = Bounds.of(search.filter(), before, after);
        return database.read(connection -> {
            if (search.filter().event().isPresent()) {
                return cut(ofEvent(connection, account, search, bounds, limit + 1), limit, Optional.empty());
            }
            Optional<UUID> end =
                    search.fitsAll() ? Optional.empty() : lookedAt(connection, account, search.filter(), bounds);
            Bounds looked = end.map(bounds::endingAt).orElse(bounds);
            return cut(inLogs(connection, account, search, looked, limit + 1), limit, end.map(DeliveryId::new));
        });
    }

    private static Found cut(List<Delivery> rows, int limit, Optional<DeliveryId> end) {
        if (rows.size() <= limit) {
            return new Found(rows, end);
        }
        List<Delivery> page = List.copyOf(rows.subList(0, limit));
        return new Found(page, Optional.of(page.getLast().id()));
    }

    /**
     * Each endpoint's newest rows are read along its own index and merged, so that the page costs the same at ten million
     * rows.
     */
    private static List<Delivery> inLogs(
            Connection connection, AccountId account, DeliverySearch search, Bounds bounds, int most)
            throws SQLException {
        DeliveryFilter filter = search.filter();
        return Rows.list(
                connection,
                """
                select d.*, exists (select from event e where e.id = d.event_id) as payload_kept
                from endpoint p cross join lateral (
                    select * from delivery d
                    where d.account_id = p.account_id and d.endpoint_id = p.id
                      and d.id < ? and d.id >= ? and d.id > ?
                      and (cardinality(?) = 0 or d.state = any(?))
                      and (cardinality(?) = 0 or d.topic = any(?))
                      and (?::integer is null or d.last_outcome is not null
                        and coalesce(d.last_status_code, 0) between ? and ?)
                      and (?::text is null or d.subject = ?)
                    order by d.id desc limit ?) d
                where p.account_id = ? and (?::uuid is null or p.id = ?)
                order by d.id desc limit ?
                """,
                DeliveryLog::delivery,
                bounds.below(),
                bounds.from(),
                bounds.above(),
                states(filter),
                states(filter),
                filter.topics().toArray(String[]::new),
                filter.topics().toArray(String[]::new),
                search.codes().map(DeliverySearch.CodeRange::from),
                search.codes().map(DeliverySearch.CodeRange::from),
                search.codes().map(DeliverySearch.CodeRange::to),
                search.subject(),
                search.subject(),
                most,
                account.value(),
                filter.endpoint().map(EndpointId::value),
                filter.endpoint().map(EndpointId::value),
                most);
    }

    /** Few, and found by the event. */
    private static List<Delivery> ofEvent(
            Connection connection, AccountId account, DeliverySearch search, Bounds bounds, int most)
            throws SQLException {
        DeliveryFilter filter = search.filter();
        return Rows.list(
                connection,
                """
                select d.*, exists (select from event e where e.id = d.event_id) as payload_kept
                from delivery d
                where d.account_id = ? and d.event_id = ? and (?::uuid is null or d.endpoint_id = ?)
                  and d.id < ? and d.id >= ? and d.id > ?
                  and (cardinality(?) = 0 or d.state = any(?))
                  and (cardinality(?) = 0 or d.topic = any(?))
                  and (?::integer is null or d.last_outcome is not null
                    and coalesce(d.last_status_code, 0) between ? and ?)
                  and (?::text is null or d.subject = ?)
                order by d.id desc limit ?
                """,
                DeliveryLog::delivery,
                account.value(),
                filter.event().map(EventId::value),
                filter.endpoint().map(EndpointId::value),
                filter.endpoint().map(EndpointId::value),
                bounds.below(),
                bounds.from(),
                bounds.above(),
                states(filter),
                states(filter),
                filter.topics().toArray(String[]::new),
                filter.topics().toArray(String[]::new),
                search.codes().map(DeliverySearch.CodeRange::from),
                search.codes().map(DeliverySearch.CodeRange::from),
                search.codes().map(DeliverySearch.CodeRange::to),
                search.subject(),
                search.subject(),
                most);
    }

    /** The oldest row down to which every endpoint's log is looked at; empty if that is all of them. */
    private static Optional<UUID> lookedAt(
            Connection connection, AccountId account, DeliveryFilter filter, Bounds bounds) throws SQLException {
        return Rows.first(
                connection,
                """
                with p as (
                    select id, count(*) over () as many from endpoint
                    where account_id = ? and (?::uuid is null or id = ?)
                )
                select last.id from p cross join lateral (
                    select d.id from delivery d
                    where d.endpoint_id = p.id and d.id < ? and d.id >= ? and d.id > ?
                    order by d.id desc offset greatest(?::bigint, ? / p.many) - 1 limit 1) last
                order by last.id desc limit 1
                """,
                row -> Rows.uuid(row, "id"),
                account.value(),
                filter.endpoint().map(EndpointId::value),
                filter.endpoint().map(EndpointId::value),
                bounds.below(),
                bounds.from(),
                bounds.above(),
                LEAST_OF_EACH,
                LOOKED_AT);
    }

    private static String[] states(DeliveryFilter filter) {
        return filter.states().stream().map(State::text).toArray(String[]::new);
    }

    /** Ids of rows below one, from another on and above a third. */
    private record Bounds(UUID below, UUID from, UUID above) {
        private static final UUID NONE = new UUID(0, 0);
        private static final UUID LAST = new UUID(-1, -1);

        static Bounds of(DeliveryFilter filter, Optional<DeliveryId> before, Optional<DeliveryId> after) {
            UUID until = filter.until().map(UuidV7::floor).orElse(LAST);
            UUID below = before.map(DeliveryId::value).orElse(LAST);
            return new Bounds(
                    smaller(below, until),
                    filter.since().map(UuidV7::floor).orElse(NONE),
                    after.map(DeliveryId::value).orElse(NONE));
        }

        /** Down to this row, which was found within these bounds. */
        Bounds endingAt(UUID last) {
            return new Bounds(below, last, above);
        }

        /** As the database compares them: by unsigned bytes. */
        private static UUID smaller(UUID one, UUID other) {
            int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
            int low = Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
            return high < 0 || (high == 0 && low < 0) ? one : other;
        }
    }
}
