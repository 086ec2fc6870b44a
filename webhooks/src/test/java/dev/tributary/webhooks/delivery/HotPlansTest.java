package dev.tributary.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.dispatch.Partitions;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import dev.tributary.webhooks.transport.Answer;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Timing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A claim costs what it takes, on months of days and whatever waits beside it. */
@Tag("database")
@Tag("again")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotPlansTest {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final IdRange ALL = new IdRange(new UUID(0, 0), new UUID(-1, -1));
    private static final int DAYS = 100;
    private static final int ENDPOINTS = 3;
    private static final int BACKLOG = 4_000;
    private static final int TAKEN = 100 + 10;
    private static final UUID ACCOUNT = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final Pattern ACTUAL = Pattern.compile("actual rows=([0-9.]+) loops=([0-9]+)");

    private final TestDatabase database = TestDatabase.create();
    private final UuidV7 ids = new UuidV7(() -> NOW, new Random(1));

    @BeforeAll
    void fill() {
        Database rows = new Database(database.dataSource());
        new Partitions(rows, Partitions.ENGINE).ensure(NOW, DAYS);
        rows.write(connection -> {
            UUID event = ids.next();
            Rows.update(connection, """
                    insert into event (id, account_id, topic, subject, sequence, occurred_at, epoch, standard, classic)
                    values (?, ?, 'hat.sold', 'hat:1', 1, ?, 1, 'x', 'x')
                    """, event, ACCOUNT, NOW);
            for (int i = 0; i < ENDPOINTS; i++) {
                insert(connection, event, ids.next(), BACKLOG);
            }
            return connection;
        });
        rows.read(connection -> Rows.update(connection, "analyze event, delivery"));
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @Test
    void a_claim_looks_at_no_more_rows_than_it_takes() throws SQLException {
        String plan = explain(new ClaimDue.Look(ALL, ALL, 500, Map.of()), new Room(100, 10));
        assertThat(plan).doesNotContain("Seq Scan on delivery", "Seq Scan on event");
        assertThat(ACTUAL.matcher(plan)
                        .results()
                        .mapToDouble(line -> Double.parseDouble(line.group(1)) * Integer.parseInt(line.group(2)))
                        .max()
                        .orElseThrow())
                .as(plan)
                .isEqualTo(ENDPOINTS * TAKEN);
    }

    @Test
    void outcomes_find_their_rows_by_their_ids() throws SQLException {
        try (OwnConnection connection = new OwnConnection(database.dataSource())) {
            String plan = connection.transaction(open -> {
                try (PreparedStatement explain = open.prepareStatement("explain (costs off) " + RecordOutcomes.SQL)) {
                    RecordOutcomes.fill(new Columns(explain), List.of(done(ids.next(), ids.next())), true);
                    return lines(explain);
                }
            });
            assertThat(plan).contains("_pkey on delivery").doesNotContain("Seq Scan");
        }
    }

    @Test
    void what_is_born_leased_and_delivered_at_once_changes_no_index() throws SQLException {
        UUID id = ids.next();
        UUID token = ids.next();
        new Database(database.dataSource()).write(connection -> {
            Rows.update(connection, """
                    insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format, state,
                        lease_node, lease_token, lease_until, created_at)
                    values (?, ?, ?, ?, 'hat.sold', 'hat:1', 1, 'classic', 'pending', ?, ?, ?, ?)
                    """, id, ACCOUNT, ids.next(), ids.next(), ids.next(), token, NOW, NOW);
            assertThat(RecordOutcomes.run(connection, List.of(done(id, token)), true))
                    .hasSize(1);
            assertThat(Rows.list(
                            connection,
                            "select n_tup_hot_upd from pg_stat_xact_user_tables where relname = 'delivery_20260304'",
                            row -> row.getLong(1)))
                    .containsExactly(1L);
            return connection;
        });
    }

    @Test
    void rows_say_what_is_fresh_as_lanes_do() throws SQLException {
        UUID endpoint = ids.next();
        new Database(database.dataSource()).write(connection -> {
            for (int attempts : new int[] {0, 1}) {
                for (UUID of : new @Nullable UUID[] {null, ids.next()}) {
                    for (UUID job : new @Nullable UUID[] {null, ids.next()}) {
                        Rows.update(
                                connection,
                                """
                                insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format,
                                    state, attempts, due_at, replay_of, replay_job, created_at)
                                values (?, ?, ?, ?, 'hat.sold', 'hat:1', 1, 'classic', 'pending', ?, ?, ?, ?, ?)
                                """,
                                ids.next(),
                                ACCOUNT,
                                endpoint,
                                ids.next(),
                                attempts,
                                NOW,
                                of,
                                job,
                                NOW);
                    }
                }
            }
            List<Boolean> fresh = Rows.list(
                    connection,
                    """
                    select due_again, attempts, replay_of is not null or replay_job is not null as replay
                    from delivery where endpoint_id = ?
                    """,
                    row -> {
                        boolean lanes = leased(ids.next(), ids.next(), row.getInt("attempts"), row.getBoolean("replay"))
                                .isFresh();
                        assertThat(row.getBoolean("due_again")).isEqualTo(!lanes);
                        return lanes;
                    },
                    endpoint);
            assertThat(fresh).hasSize(8).containsOnlyOnce(true);
            return Rows.update(connection, "delete from delivery where endpoint_id = ?", endpoint);
        });
    }

    private static Done done(UUID id, UUID token) {
        Answer answer = new Answer(204, List.of(), new byte[0], false);
        Outcome outcome = new Outcome.Accepted(answer, Timing.of(Duration.ofMillis(1)));
        return new Done(
                leased(id, token, 0, false),
                false,
                "https://hats.example.com/",
                List.of(),
                NOW,
                NOW,
                outcome,
                new Verdict.Delivered());
    }

    private static Leased leased(UUID id, UUID token, int made, boolean replay) {
        return new Leased(
                new DeliveryId(id),
                new AccountId(ACCOUNT),
                new EndpointId(id),
                new EventId(id),
                "hat.sold",
                1,
                Format.CLASSIC,
                made,
                new byte[0],
                new Lease(token, 0),
                replay);
    }

    private static String lines(PreparedStatement explain) throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (ResultSet rows = explain.executeQuery()) {
            while (rows.next()) {
                lines.append(rows.getString(1)).append('\n');
            }
        }
        return lines.toString();
    }

    private String explain(ClaimDue.Look look, Room elsewhere) throws SQLException {
        ClaimDue.Ask ask = new ClaimDue.Ask(
                Map.of(),
                elsewhere,
                Set.of(),
                new EndpointId(new UUID(0, 0)),
                1000,
                1L << 30,
                NOW,
                UUID.randomUUID(),
                new Lease(UUID.randomUUID(), 0),
                NOW);
        try (OwnConnection connection = new OwnConnection(database.dataSource())) {
            return connection.transaction(open -> String.join(
                    "\n",
                    Rows.list(
                            open,
                            "explain (analyze, costs off, timing off) " + ClaimStatement.SQL,
                            row -> row.getString(1),
                            ClaimStatement.values(open, look, ask))));
        }
    }

    /** Half of them fresh. */
    private void insert(Connection connection, UUID event, UUID endpoint, int count) throws SQLException {
        Rows.update(connection, """
                insert into endpoint (id, account_id, url, format, all_topics, status, signing, max_in_flight,
                    timeout_seconds, created_at, updated_at)
                values (?, ?, 'https://hats.example.com/', 'classic', true, 'active', 'hmac', 32, 15, ?, ?)
                """, endpoint, ACCOUNT, NOW, NOW);
        Rows.update(
                connection,
                """
                insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format, state,
                    attempts, due_at, created_at)
                select id, ?, ?, ?, 'hat.sold', 'hat:1', 1, 'classic',
                    case when n % 2 = 0 then 'pending' else 'retrying' end, n % 2, ?, ?
                from unnest(?::uuid[]) with ordinality as d(id, n)
                """,
                ACCOUNT,
                endpoint,
                event,
                NOW.minusSeconds(60),
                NOW.minusSeconds(60),
                Stream.generate(ids::next).limit(count).toArray(UUID[]::new));
    }
}
