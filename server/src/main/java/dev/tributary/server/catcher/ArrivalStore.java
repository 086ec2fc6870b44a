package dev.tributary.server.catcher;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.transport.Header;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what arrives. The one place without an account: the token in the URL is what the sender has. */
final class ArrivalStore {
    /** The oldest requests are forgotten every so many numbers; readers leave them out at once. */
    private static final int FORGET_EVERY = 50;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final UuidV7 ids;
    private final CatcherLimits limits;

    ArrivalStore(JdbcClient jdbc, InstantSource clock, UuidV7 ids, CatcherLimits limits) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ids = ids;
        this.limits = limits;
    }

    /**
     * What the catcher answers to a request that was kept.
     *
     * @param status empty if it drops the connection
     * @param scripted whether the answer as set applies, with its headers and body, or a bare status
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes to be sent; never compared
    record Kept(
            CatcherId catcher,
            long number,
            OptionalInt status,
            boolean scripted,
            List<Header> headers,
            byte[] body,
            Duration delay) {}

    /** Counts, limits, keeps and answers in one statement; empty if there is no such catcher or it had enough. */
    Optional<Kept> keep(Arrival arrival) {
        Instant now = clock.instant();
        Optional<Kept> kept = jdbc.sql("""
                        with hit as (
                            update catcher set last_number = last_number + 1, answered = answered + 1, last_at = :now,
                                minute_began = case when minute_began > :ago then minute_began else :now end,
                                minute_count = case when minute_began > :ago then minute_count + 1 else 1 end
                            where token = :token and not (minute_began > :ago and minute_count >= :most)
                            returning *, :forced::int is null and (fail_times is null or answered <= fail_times) as scripted
                        ), decided as (
                            select *, case when not scripted then coalesce(:forced, 200)
                                when drops then null else status end as answers from hit
                        ), kept as (
                            insert into caught_request (id, account_id, catcher_id, number, method, target, headers, body,
                                truncated, remote_address, received_at, answered_status)
                            select :id, account_id, id, last_number, :method, :target, :headers, :body,
                                :truncated, :remote, :now, answers from decided
                        )
                        select id, last_number, answers, scripted, headers, body, delay_ms from decided""")
                .param("token", arrival.token())
                .param("ago", now.minus(MINUTE).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", limits.perMinute())
                .param("forced", forced(arrival))
                .param("id", ids.next())
                .param("method", arrival.method())
                .param("target", arrival.target())
                .param("headers", HeaderLines.write(arrival.headers()))
                .param("body", arrival.body())
                .param("truncated", arrival.truncated())
                .param("remote", arrival.remoteAddress())
                .query(ArrivalStore::kept)
                .optional();
        kept.filter(it -> it.number() % FORGET_EVERY == 0).ifPresent(this::forgetOldest);
        return kept;
    }

    /** How long until the catcher takes requests again; empty if there is no such catcher. */
    Optional<Duration> busyFor(String token) {
        Instant now = clock.instant();
        return jdbc.sql("select minute_began from catcher where token = :token")
                .param("token", token)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional()
                .map(began -> Duration.between(now, began.plus(MINUTE)))
                .map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    /** A body that was cut is answered 413 whatever the catcher would say. */
    private static @Nullable Integer forced(Arrival arrival) {
        if (arrival.truncated()) {
            return 413;
        }
        return arrival.forcedStatus().isPresent() ? arrival.forcedStatus().getAsInt() : null;
    }

    private void forgetOldest(Kept kept) {
        jdbc.sql("delete from caught_request where catcher_id = :catcher and number <= :last")
                .param("catcher", kept.catcher().value())
                .param("last", kept.number() - limits.requests())
                .update();
    }

    private static Kept kept(ResultSet row, int index) throws SQLException {
        return new Kept(
                new CatcherId(row.getObject("id", UUID.class)),
                row.getLong("last_number"),
                CatcherRows.whole(row, "answers"),
                row.getBoolean("scripted"),
                HeaderLines.read(CatcherRows.bytes(row, "headers")),
                CatcherRows.bytes(row, "body"),
                Duration.ofMillis(row.getInt("delay_ms")));
    }
}
