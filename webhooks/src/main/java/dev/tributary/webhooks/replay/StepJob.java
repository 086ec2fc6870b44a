package dev.tributary.webhooks.replay;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Takes one job a step further, in the transaction of the connection given. */
final class StepJob {
    private static final int LOOK = 2000;

    private final InstantSource clock;
    private final UuidV7 ids;

    StepJob(InstantSource clock, UuidV7 ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** What a step came to. */
    enum Step {
        /** It made deliveries, or ended the job. */
        MOVED,
        /** It looked at many rows of which hardly any fits: the next may come at once. */
        LOOKING,
        /** What it made is being sent: soon there is room for more. */
        PACED,
        /** Nothing could be done: many retries wait, another node works on it, its webhook is paused. */
        WAITING
    }

    /** A job whose row is locked, with what its webhook allows now. */
    private record Locked(
            ReplayId id,
            Walk walk,
            String endpoint,
            boolean walked,
            boolean deleted,
            boolean open,
            int maxInFlight,
            int rate) {}

    /**
     * What a walk found.
     *
     * @param last where it stands
     */
    private record Made(long looked, long made, int room, Optional<Position> last) {
        boolean isLast() {
            return looked < LOOK && made < room;
        }
    }

    private record Position(int epoch, String xid, UUID id) {}

    /** A job that may be stepped, the oldest of its webhook. */
    record Next(ReplayId id, UUID endpoint) {}

    /**
     * Of webhooks behind this one, in their order.
     *
     * @param moving those that may make deliveries, or end; else those that wait for their webhook
     */
    static List<Next> runnable(Connection connection, UUID behind, boolean moving, int most) throws SQLException {
        return Rows.list(
                connection,
                """
                select distinct on (r.endpoint_id) r.id, r.endpoint_id
                from replay_job r join endpoint p on p.id = r.endpoint_id
                    left join webhook_switch s on s.account_id = r.account_id
                where r.state = 'running' and r.endpoint_id > ?
                  and (p.deleted_at is not null or p.status = 'active' and coalesce(s.enabled, false)) = ?
                order by r.endpoint_id, r.id limit ?
                """,
                row -> new Next(new ReplayId(Rows.uuid(row, "id")), Rows.uuid(row, "endpoint_id")),
                behind,
                moving,
                most);
    }

    Step run(Connection connection, ReplayId id) throws SQLException {
        Optional<Locked> locked = lock(connection, id);
        if (locked.isEmpty()) {
            return Step.WAITING;
        }
        Locked job = locked.get();
        Instant now = clock.instant();
        Pace pace = Settle.run(connection, id);
        if (job.deleted()) {
            EndJob.end(connection, id, ReplayState.CANCELLED, "The webhook was deleted.", now);
            return Step.MOVED;
        }
        if (job.walked()) {
            return finish(connection, job, pace, now);
        }
        int room = job.open() ? pace.room(job.maxInFlight(), job.rate()) : 0;
        if (room > 0) {
            return make(connection, job, room, now);
        }
        return job.open() && pace.untried() > 0 ? Step.PACED : Step.WAITING;
    }

    private static Step finish(Connection connection, Locked job, Pace pace, Instant now) throws SQLException {
        if (pace.untried() > 0) {
            return job.open() ? Step.PACED : Step.WAITING;
        }
        EndJob.end(connection, job.id(), ReplayState.FINISHED, "", now);
        return Step.MOVED;
    }

    private Step make(Connection connection, Locked job, int room, Instant now) throws SQLException {
        Rows.update(connection, Walk.IN_ORDER);
        Made made = Rows.first(
                        connection,
                        job.walk().make(),
                        row -> read(row, room),
                        job.id().value(),
                        job.endpoint(),
                        LOOK,
                        room,
                        Stream.generate(ids::next).limit(room).toArray(UUID[]::new),
                        now,
                        now)
                .orElseThrow();
        move(connection, job.id(), made);
        return made.made() < room && !made.isLast() ? Step.LOOKING : Step.MOVED;
    }

    private static void move(Connection connection, ReplayId id, Made made) throws SQLException {
        Rows.update(
                connection,
                """
                update replay_job set done = done + ?, walked = ?, at_epoch = coalesce(?, at_epoch),
                    at_xid = coalesce(?::text::xid8, at_xid), at_id = coalesce(?, at_id)
                where id = ?
                """,
                made.made(),
                made.isLast(),
                made.last().map(Position::epoch),
                made.last().map(Position::xid),
                made.last().map(Position::id),
                id.value());
    }

    /** Of a full batch the position is its last row, else the last one looked at. */
    private static Made read(ResultSet row, int room) throws SQLException {
        long made = row.getLong("made");
        String last = made == room ? "fit_" : "look_";
        Optional<UUID> id = Rows.optionalUuid(row, last + "id");
        Optional<Position> position = id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Position(row.getInt(last + "epoch"), row.getString(last + "xid"), id.get()));
        return new Made(row.getLong("looked"), made, room, position);
    }

    /** The endpoint's row too: it can't be paused between this look at it and the new rows. */
    private static Optional<Locked> lock(Connection connection, ReplayId id) throws SQLException {
        return Rows.first(
                connection,
                """
                select r.id, r.kind, r.walked, r.endpoint_id, p.deleted_at is not null as deleted,
                    p.status = 'active' and exists (
                        select 1 from webhook_switch s where s.account_id = r.account_id and s.enabled) as open,
                    p.max_in_flight, p.rate_per_second
                from replay_job r join endpoint p on p.id = r.endpoint_id
                where r.id = ? and r.state = 'running'
                for update of r skip locked for share of p skip locked
                """,
                row -> new Locked(
                        new ReplayId(Rows.uuid(row, "id")),
                        Walk.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        new EndpointId(Rows.uuid(row, "endpoint_id")).toString(),
                        row.getBoolean("walked"),
                        row.getBoolean("deleted"),
                        row.getBoolean("open"),
                        row.getInt("max_in_flight"),
                        Rows.optionalInt(row, "rate_per_second").orElse(Integer.MAX_VALUE)),
                id.value());
    }
}
