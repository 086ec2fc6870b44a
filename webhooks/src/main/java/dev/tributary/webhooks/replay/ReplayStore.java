package dev.tributary.webhooks.replay;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.DeliverySearch.CodeRange;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Jobs in their table, for their owners. */
final class ReplayStore {
    private static final UUID LAST = new UUID(-1, -1);

    private ReplayStore() {}

    /** What had been committed at some moment. */
    record Snapshot(int epoch, String text) {
        static Snapshot now(Connection connection) throws SQLException {
            return Rows.first(
                            connection,
                            "select epoch, pg_current_snapshot()::text as snapshot from engine_state",
                            row -> new Snapshot(row.getInt("epoch"), row.getString("snapshot")))
                    .orElseThrow(() -> new IllegalStateException("the engine was never started on this database"));
        }
    }

    static void insert(
            Connection connection,
            AccountId account,
            EndpointId endpoint,
            ReplayId id,
            Span span,
            Snapshot snapshot,
            ReplayCount count,
            String askedBy,
            Instant now)
            throws SQLException {
        Rows.update(
                connection,
                """
                insert into replay_job (id, account_id, endpoint_id, kind, deliveries, states, topics, since, until, code_from,
                    code_to, subject, from_id, below_id, snapshot, epoch, at_id, count, count_exact, asked_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id.value(),
                account.value(),
                endpoint.value(),
                span.walk().text(),
                span.deliveryIds(),
                span.stateTexts(),
                span.topics().toArray(String[]::new),
                span.since(),
                span.until(),
                span.codes().map(CodeRange::from),
                span.codes().map(CodeRange::to),
                span.subject(),
                span.from(),
                span.below(),
                snapshot.text(),
                snapshot.epoch(),
                new UUID(0, 0),
                count.count(),
                count.exact(),
                askedBy,
                now);
    }

    static Optional<ReplayJob> find(Connection connection, AccountId account, ReplayId id) throws SQLException {
        return Rows.first(
                connection,
                "select * from replay_job where account_id = ? and id = ?",
                ReplayStore::read,
                account.value(),
                id.value());
    }

    /** Newest first. */
    static List<ReplayJob> list(
            Connection connection, AccountId account, EndpointId endpoint, Optional<ReplayId> before, int limit)
            throws SQLException {
        return Rows.list(
                connection,
                """
                select * from replay_job where account_id = ? and endpoint_id = ? and id < ? order by id desc limit ?
                """,
                ReplayStore::read,
                account.value(),
                endpoint.value(),
                before.map(ReplayId::value).orElse(LAST),
                limit);
    }

    static int countRunning(Connection connection, AccountId account, EndpointId endpoint) throws SQLException {
        return Rows.list(connection, """
                        select 1 from replay_job where account_id = ? and endpoint_id = ? and state = 'running' limit 100
                        """, row -> row.getInt(1), account.value(), endpoint.value())
                .size();
    }

    /** Those of these deliveries that the webhook has. */
    static Set<DeliveryId> known(Connection connection, AccountId account, EndpointId endpoint, UUID[] deliveries)
            throws SQLException {
        return Set.copyOf(Rows.list(
                connection,
                "select id from delivery where account_id = ? and endpoint_id = ? and id = any(?)",
                row -> new DeliveryId(Rows.uuid(row, "id")),
                account.value(),
                endpoint.value(),
                deliveries));
    }

    private static ReplayJob read(ResultSet row) throws SQLException {
        return new ReplayJob(
                new ReplayId(Rows.uuid(row, "id")),
                new EndpointId(Rows.uuid(row, "endpoint_id")),
                scope(row),
                ReplayState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                new ReplayCount(row.getLong("count"), row.getBoolean("count_exact")),
                row.getLong("done"),
                row.getLong("delivered"),
                row.getLong("failed"),
                Optional.ofNullable(row.getString("reason")),
                row.getString("asked_by"),
                Rows.time(row, "created_at"),
                Rows.optionalTime(row, "finished_at"));
    }

    private static ReplayScope scope(ResultSet row) throws SQLException {
        Optional<Instant> since = Rows.optionalTime(row, "since");
        Optional<Instant> until = Rows.optionalTime(row, "until");
        Set<String> topics = Set.of(array(row.getArray("topics"), String[].class));
        return switch (Walk.valueOf(row.getString("kind").toUpperCase(Locale.ROOT))) {
            case SELECTION ->
                new ReplayScope.Selection(Arrays.stream(array(row.getArray("deliveries"), UUID[].class))
                        .map(DeliveryId::new)
                        .toList());
            case FILTER ->
                new ReplayScope.Filter(
                        Arrays.stream(array(row.getArray("states"), String[].class))
                                .map(text -> State.valueOf(text.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toUnmodifiableSet()),
                        topics,
                        since,
                        until,
                        codes(row),
                        Optional.ofNullable(row.getString("subject")));
            case MISSING -> new ReplayScope.Missing(topics, since, until);
        };
    }

    private static Optional<CodeRange> codes(ResultSet row) throws SQLException {
        Optional<Integer> from = Rows.optionalInt(row, "code_from");
        return from.isEmpty() ? Optional.empty() : Optional.of(new CodeRange(from.get(), row.getInt("code_to")));
    }

    private static <T> T array(Array array, Class<T> type) throws SQLException {
        return type.cast(array.getArray());
    }
}
