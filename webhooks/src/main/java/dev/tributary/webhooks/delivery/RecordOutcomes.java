package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.transport.Answer;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Timing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the outcomes of many attempts in one statement: each delivery's next state where its lease token still
 * matches, an attempt row for each that did, and that their endpoints don't fail where one was delivered, unless the
 * caller says that itself.
 */
public final class RecordOutcomes {
    static final String SQL = """
            with u as (
                select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                        ?::integer[], ?::text[], ?::timestamptz[], ?::integer[], ?::integer[], ?::integer[], ?::integer[],
                        ?::integer[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[], ?::boolean[])
                    as t(id, token, state, due_at, finished_at, outcome,
                        status_code, url, started_at, duration_ms, dns_ms, connect_ms, tls_ms,
                        first_byte_ms, error, request_headers, response_headers, response_body, truncated)
            ), done as (
                update delivery d set state = u.state, attempts = d.attempts + 1, due_at = u.due_at,
                    finished_at = u.finished_at, last_outcome = u.outcome, last_status_code = u.status_code,
                    lease_node = null, lease_token = null, lease_until = null,
                    order_key = case when u.finished_at is null then d.order_key end
                from u where d.id = u.id and d.lease_token = u.token
                returning u.*, d.account_id, d.attempts, d.endpoint_id, d.replay_of, d.replay_job
            ), recovered as (
                delete from endpoint_failing where endpoint_id = any(array(
                    select f.endpoint_id from endpoint_failing f
                    where f.endpoint_id = any(array(
                        select endpoint_id from done
                        where state = 'delivered' and replay_of is null and replay_job is null and ?))
                    order by f.endpoint_id for update))
            )
            insert into attempt (delivery_id, number, account_id, url, started_at, duration_ms, dns_ms, connect_ms, tls_ms,
                first_byte_ms, outcome, status_code, error, request_headers, response_headers, response_body,
                response_truncated)
            select id, attempts, account_id, url, started_at, duration_ms, dns_ms, connect_ms, tls_ms,
                first_byte_ms, outcome, status_code, error, request_headers, response_headers, response_body,
                truncated
            from done
            returning delivery_id
            """;
    private static final int MAX_ERROR = 500;

    private RecordOutcomes() {}

    /**
     * Writes a group.
     *
     * @param recover whether to say of the endpoints of what was delivered that they don't fail: in the order of their
     *     ids, as {@link dev.tributary.webhooks.endpoint.FailingEndpoints} has it
     * @return those that were written. The others' leases had been taken over: late attempts, which change no state.
     */
    public static Set<DeliveryId> run(Connection connection, List<Done> group, boolean recover) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            fill(new Columns(statement), group, recover);
            Set<DeliveryId> written = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    written.add(new DeliveryId(rows.getObject(1, UUID.class)));
                }
            }
            return written;
        }
    }

    static void fill(Columns columns, List<Done> group, boolean recover) throws SQLException {
        columns.array("uuid", group, done -> done.leased().id().value());
        columns.array("uuid", group, done -> done.leased().lease().token());
        columns.array("text", group, done -> state(done.verdict()).text());
        columns.array(
                "timestamptz", group, done -> done.verdict() instanceof Verdict.RetryAt retry ? retry.time() : null);
        columns.array("timestamptz", group, done -> state(done.verdict()).finished() ? done.finishedAt() : null);
        columns.array("text", group, done -> name(done.outcome()));
        columns.array(
                "integer",
                group,
                done -> answer(done.outcome()).map(Answer::status).orElse(null));
        columns.array("text", group, Done::url);
        columns.array("timestamptz", group, Done::startedAt);
        columns.array("integer", group, done -> millis(done.outcome().timing().total()));
        columns.array("integer", group, phase(Timing::dns));
        columns.array("integer", group, phase(Timing::connect));
        columns.array("integer", group, phase(Timing::tls));
        columns.array("integer", group, phase(Timing::firstByte));
        columns.array("text", group, done -> error(done.outcome()));
        columns.bytes(group, done -> HeaderLines.write(done.headers()));
        columns.bytes(
                group,
                done -> answer(done.outcome())
                        .map(a -> HeaderLines.write(a.headers()))
                        .orElse(null));
        columns.bytes(group, done -> answer(done.outcome()).map(Answer::body).orElse(null));
        columns.array(
                "boolean",
                group,
                done -> answer(done.outcome()).filter(Answer::truncated).isPresent());
        columns.value(recover);
    }

    static State state(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Delivered _ -> State.DELIVERED;
            case Verdict.RetryAt _ -> State.RETRYING;
            case Verdict.Exhausted _ -> State.EXHAUSTED;
            case Verdict.Uncharged _ -> throw new IllegalArgumentException("what was no attempt has no outcome");
        };
    }

    /** As the log names it. */
    public static String name(Outcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** What came back, where something did. */
    public static Optional<Answer> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> Optional.of(accepted.answer());
            case Outcome.Rejected rejected -> Optional.of(rejected.answer());
            case Outcome.Unreachable unreachable -> unreachable.partial();
            case Outcome.Forbidden _, Outcome.Interrupted _ -> Optional.empty();
        };
    }

    /** One sentence where there was no usable answer. */
    public static @Nullable String error(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unreachable unreachable -> cut(unreachable.reason() + ": " + unreachable.detail());
            case Outcome.Forbidden forbidden -> cut(forbidden.rule() + ": " + forbidden.detail());
            case Outcome.Interrupted interrupted -> interrupted.fault().orElse(null);
            case Outcome.Accepted _, Outcome.Rejected _ -> null;
        };
    }

    private static String cut(String text) {
        String clean = text.replace('\0', ' ');
        return clean.length() > MAX_ERROR ? clean.substring(0, MAX_ERROR) : clean;
    }

    private static Function<Done, @Nullable Object> phase(Function<Timing, Optional<Duration>> phase) {
        return done ->
                phase.apply(done.outcome().timing()).map(RecordOutcomes::millis).orElse(null);
    }

    private static Integer millis(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
    }
}
