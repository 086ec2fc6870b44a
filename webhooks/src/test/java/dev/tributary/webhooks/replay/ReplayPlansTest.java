package dev.tributary.webhooks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.dispatch.Partitions;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On twenty thousand rows of a webhook among others, a batch costs what it looks at. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayPlansTest {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final UUID ACCOUNT = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID ENDPOINT = UUID.fromString("00000000-0000-0000-0000-000000000002");
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);
    private static final int LOOK = 200;
    private static final int ROOM = 32;
    private static final Pattern ACTUAL = Pattern.compile("actual rows=([0-9.]+) loops=([0-9]+)");

    private final TestDatabase database = TestDatabase.create();
    private final UuidV7 ids = new UuidV7(() -> NOW, new Random(1));

    @BeforeAll
    void fill() {
        Database rows = new Database(database.dataSource());
        new Partitions(rows, Partitions.ENGINE).ensure(NOW, 3);
        rows.write(connection -> {
            Rows.update(connection, """
                    insert into endpoint (id, account_id, url, format, all_topics, status, signing, max_in_flight,
                        timeout_seconds, created_at, updated_at)
                    values (?, ?, 'https://hats.example.com/', 'classic', true, 'active', 'hmac', 32, 15, ?, ?)
                    """, ENDPOINT, ACCOUNT, NOW, NOW);
            for (int i = 0; i < 20; i++) {
                insert(connection);
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
    void a_batch_of_a_filter_walks_the_log_of_its_webhook() throws SQLException {
        assertThat(plan(Walk.FILTER)).contains("_endpoint_id_id_idx").satisfies(ReplayPlansTest::looksAtFew);
    }

    @Test
    void a_batch_of_a_selection_walks_the_primary_key() throws SQLException {
        assertThat(plan(Walk.SELECTION)).contains("_pkey").satisfies(ReplayPlansTest::looksAtFew);
    }

    @Test
    void a_batch_of_what_is_missing_walks_the_feed_of_its_account() throws SQLException {
        assertThat(plan(Walk.MISSING))
                .contains("_account_id_epoch_xid_id_idx", "_event_id_idx")
                .satisfies(ReplayPlansTest::looksAtFew);
    }

    /** Of the batch in the middle, as the loop's own connection plans it. */
    private String plan(Walk walk) throws SQLException {
        try (OwnConnection connection = new OwnConnection(database.dataSource())) {
            return connection.transaction(open -> {
                UUID job = job(open, walk);
                Rows.update(open, Walk.IN_ORDER);
                List<String> lines = Rows.list(
                        open,
                        "explain (analyze, costs off, timing off) " + walk.make(),
                        row -> row.getString(1),
                        job,
                        "we_other",
                        LOOK,
                        ROOM,
                        Stream.generate(ids::next).limit(ROOM).toArray(UUID[]::new),
                        NOW,
                        NOW);
                Rows.update(open, "delete from replay_job where id = ?", job);
                return String.join("\n", lines);
            });
        }
    }

    @Test
    void a_count_reads_an_index_in_its_order_and_stops_at_its_limit() throws SQLException {
        for (Walk walk : Walk.values()) {
            try (OwnConnection connection = new OwnConnection(database.dataSource())) {
                String plan = connection.transaction(open -> {
                    Rows.update(open, Walk.IN_ORDER);
                    return String.join(
                            "\n",
                            Rows.list(
                                    open,
                                    "explain (analyze, costs off, timing off) " + walk.count(),
                                    row -> row.getString(1),
                                    ACCOUNT,
                                    ENDPOINT,
                                    selected(open),
                                    new String[] {"exhausted"},
                                    new String[] {"hat.sold"},
                                    null,
                                    null,
                                    null,
                                    FIRST,
                                    LAST,
                                    2,
                                    now(open).text(),
                                    NOW,
                                    "we_other",
                                    LOOK));
                });
                assertThat(plan).satisfies(ReplayPlansTest::looksAtFew);
            }
        }
    }

    private UUID job(Connection connection, Walk walk) throws SQLException {
        UUID job = ids.next();
        UUID middle = Rows.list(
                        connection,
                        "select id from delivery order by id offset 20000 limit 1",
                        row -> Rows.uuid(row, "id"))
                .getFirst();
        Rows.update(
                connection,
                """
                insert into replay_job (id, account_id, endpoint_id, kind, deliveries, states, topics, from_id, below_id,
                    snapshot, epoch, at_id, at_epoch, count, count_exact, asked_by, created_at)
                values (?, ?, ?, ?, ?, '{exhausted}', '{hat.sold}', ?, ?, ?, ?, ?, 1, 0, true, 'a test', ?)
                """,
                job,
                ACCOUNT,
                ENDPOINT,
                walk.text(),
                walk == Walk.SELECTION ? selected(connection) : new UUID[0],
                FIRST,
                LAST,
                now(connection).text(),
                2,
                walk == Walk.MISSING ? FIRST : middle,
                NOW);
        return job;
    }

    private static UUID[] selected(Connection connection) throws SQLException {
        return Rows.list(
                        connection,
                        "select id from delivery where endpoint_id = ? order by id offset 10000 limit 500",
                        row -> Rows.uuid(row, "id"),
                        ENDPOINT)
                .toArray(UUID[]::new);
    }

    private static ReplayStore.Snapshot now(Connection connection) throws SQLException {
        String text = Rows.list(connection, "select pg_current_snapshot()::text", row -> row.getString(1))
                .getFirst();
        return new ReplayStore.Snapshot(2, text);
    }

    /** A thousand events of this account and as many of another, every fifth of ours without a delivery. */
    private void insert(Connection connection) throws SQLException {
        UUID[] events = Stream.generate(ids::next).limit(2000).toArray(UUID[]::new);
        UUID[] deliveries = Stream.generate(ids::next).limit(2000).toArray(UUID[]::new);
        Rows.update(connection, """
                insert into event (id, account_id, topic, subject, sequence, occurred_at, epoch, standard, classic)
                select id, case when n % 2 = 0 then ?::uuid else gen_random_uuid() end, 'hat.sold', 'hat:1', 1, ?, 1, '', ''
                from unnest(?::uuid[]) with ordinality as e(id, n)
                """, ACCOUNT, NOW, events);
        Rows.update(connection, """
                insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format, state,
                    attempts, created_at, finished_at)
                select id, ?, case when n % 2 = 0 then ?::uuid else gen_random_uuid() end, event, 'hat.sold', 'hat:1', 1,
                    'classic', case when n % 10 < 8 then 'delivered' else 'exhausted' end, 1, ?, ?
                from unnest(?::uuid[], ?::uuid[]) with ordinality as d(id, event, n) where n % 10 <> 4
                """, ACCOUNT, ENDPOINT, NOW.minusSeconds(1), NOW.minusSeconds(1), deliveries, events);
    }

    private static void looksAtFew(String plan) {
        assertThat(plan).doesNotContain("Seq Scan on delivery", "Seq Scan on event");
        assertThat(ACTUAL.matcher(plan)
                        .results()
                        .mapToDouble(ReplayPlansTest::rows)
                        .max()
                        .orElseThrow())
                .as(plan)
                .isBetween((double) ROOM, 3.0 * LOOK);
    }

    private static double rows(MatchResult line) {
        return Double.parseDouble(line.group(1)) * Integer.parseInt(line.group(2));
    }
}
