package dev.tributary.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.delivery.ClaimDue.Found;
import dev.tributary.webhooks.delivery.ClaimDue.Look;
import dev.tributary.webhooks.dispatch.Partitions;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What waits for its turn costs a claim no more however much it is, on months of days, and hides nothing. */
@Tag("database")
class ClaimInOrderTest {
    private static final Instant START = Instant.parse("2026-03-04T12:00:00Z");
    private static final int DAYS = 100;
    private static final Instant NOW = START.plus(Duration.ofDays(DAYS - 4));
    private static final IdRange ALL = new IdRange(new UUID(0, 0), new UUID(-1, -1));
    private static final IdRange LATEST = IdRange.of(NOW.minus(Duration.ofDays(4)), NOW.plus(Duration.ofDays(1)));
    private static final UUID ACCOUNT = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final int SUBJECTS = 200;
    private static final Pattern LOOKED_AT =
            Pattern.compile("actual rows=([0-9.]+) loops=([0-9]+)|Rows Removed by [A-Za-z ]+: ([0-9]+)");
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=([0-9]+)");

    private final TestDatabase database = TestDatabase.create();
    private final Database rows = new Database(database.dataSource());
    private final OwnConnection connection = new OwnConnection(database.dataSource());
    private final Random random = new Random(1);
    private final UUID endpoint = new UuidV7(() -> START, random).next();

    @BeforeEach
    void fill() {
        new Partitions(rows, Partitions.ENGINE).ensure(START, DAYS);
        rows.write(open -> Rows.update(open, """
                insert into endpoint (id, account_id, url, format, all_topics, status, signing, ordered, max_in_flight,
                    timeout_seconds, created_at, updated_at)
                values (?, ?, 'https://hats.example.com/', 'classic', true, 'active', 'hmac', true, 32, 15, ?, ?)
                """, endpoint, ACCOUNT, START, START));
    }

    @AfterEach
    void drop() {
        connection.close();
        database.close();
    }

    @Test
    void the_longest_queue_behind_one_delivery_costs_as_much_as_a_short_one() {
        insert(1, NOW, NOW.plusSeconds(3600), 1, 1);
        insert(1, NOW, NOW.minusSeconds(60), 2, 5_000);
        String few = explain();
        insert(1, NOW, NOW.minusSeconds(60), 5_002, 20_000);
        String many = explain();
        assertThat(lookedAt(many)).isEqualTo(lookedAt(few)).isLessThan(500);
        assertThat(buffers(many)).isLessThan(10_000);
    }

    @Test
    void so_do_many_short_ones() {
        insert(10_000, NOW, NOW.plusSeconds(3600), 1, 10_000);
        insert(10_000, NOW, NOW.minusSeconds(60), 10_001, 10_000);
        String plan = explain();
        assertThat(lookedAt(plan)).isLessThan(500);
        assertThat(buffers(plan)).isLessThan(25_000);
    }

    @Test
    void one_that_may_go_is_found_behind_any_number_that_wait() {
        int queues = 3 * SUBJECTS;
        insert(queues, NOW, NOW.plusSeconds(3600), 1, queues);
        insert(queues, NOW, NOW.minusSeconds(60), queues + 1, queues);
        UUID first = insert(1, NOW, NOW.minusSeconds(1), 1, 1, "last:").getFirst();
        Found found = claim(LATEST, Map.of());
        int claims = 1;
        while (found.claimed().isEmpty() && claims < 10) {
            found = claim(LATEST, found.behind());
            claims++;
        }
        assertThat(ids(found)).containsExactly(first);
        assertThat(claims).isEqualTo(4);
        while (!found.behind().isEmpty()) {
            found = claim(LATEST, found.behind());
        }
        assertThat(claim(LATEST, Map.of()).behind()).as("from the first again").isNotEmpty();
    }

    @Test
    void what_is_looked_at_in_turn_is_claimed_once() {
        insert(400, NOW, NOW.minusSeconds(60), 1, 400);
        insert(400, NOW, NOW.minusSeconds(60), 401, 400);
        Found found = claim(LATEST, Map.of());
        assertThat(ids(found)).hasSize(100).doesNotHaveDuplicates();
        assertThat(found.claimed()).allMatch(row -> row.leased().sequence() <= 400);
    }

    @Test
    void one_from_long_ago_that_is_not_finished_holds_up_its_subject() {
        UUID old = insert(1, START, START, 1, 1).getFirst();
        UUID next = insert(1, NOW, NOW, 2, 1).getFirst();
        assertThat(ids(claim(LATEST, Map.of()))).isEmpty();
        assertThat(ids(claim(ALL, Map.of()))).containsExactly(old);
        rows.write(open -> Rows.update(open, """
                update delivery set state = 'delivered', finished_at = ?, lease_node = null, lease_token = null,
                    lease_until = null, order_key = null where id = ?
                """, NOW, old));
        assertThat(ids(claim(LATEST, Map.of()))).containsExactly(next);
    }

    private static List<UUID> ids(Found found) {
        return found.claimed().stream()
                .map(Claimed::leased)
                .map(leased -> leased.id().value())
                .toList();
    }

    private Found claim(IdRange where, Map<EndpointId, String> behind) {
        return connection.transaction(open -> ClaimDue.run(open, new Look(where, LATEST, SUBJECTS, behind), ask()));
    }

    private String explain() {
        Look look = new Look(LATEST, LATEST, SUBJECTS, Map.of());
        return connection.transaction(open -> String.join(
                "\n",
                Rows.list(
                        open,
                        "explain (analyze, costs off, timing off, buffers) " + ClaimStatement.SQL,
                        row -> row.getString(1),
                        ClaimStatement.values(open, look, ask()))));
    }

    private ClaimDue.Ask ask() {
        UuidV7 ids = new UuidV7(() -> NOW, random);
        return new ClaimDue.Ask(
                Map.of(),
                new Room(100, 10),
                Set.of(),
                new EndpointId(new UUID(0, 0)),
                1000,
                1L << 30,
                NOW,
                ids.next(),
                new Lease(ids.next(), 0),
                NOW.plusSeconds(60));
    }

    /** The most rows that any part of it has looked at. */
    private static double lookedAt(String plan) {
        return LOOKED_AT
                .matcher(plan)
                .results()
                .mapToDouble(ClaimInOrderTest::rows)
                .max()
                .orElseThrow();
    }

    private static double rows(MatchResult line) {
        return line.group(3) == null
                ? Double.parseDouble(line.group(1)) * Integer.parseInt(line.group(2))
                : Double.parseDouble(line.group(3));
    }

    private static long buffers(String plan) {
        return BUFFERS.matcher(plan)
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .max()
                .orElseThrow();
    }

    private List<UUID> insert(int subjects, Instant born, Instant due, int from, int count) {
        return insert(subjects, born, due, from, count, "hat:");
    }

    /** So many fresh ones with sequences from this one on, over so many subjects in turn. */
    private List<UUID> insert(int subjects, Instant born, Instant due, int from, int count, String subject) {
        UuidV7 ids = new UuidV7(() -> born, random);
        List<UUID> made = Stream.generate(ids::next).limit(count).toList();
        rows.write(open -> Rows.update(
                open, """
                insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format, state,
                    due_at, order_key, created_at)
                select id, ?, ?, id, 'hat.sold', subject, sequence, 'classic', 'pending', ?, subject, ?
                from (select id, ? + n - 1 as sequence, ? || (n % ?) as subject
                    from unnest(?::uuid[]) with ordinality as d(id, n)) d
                """, ACCOUNT, endpoint, due, born, from, subject, subjects, made.toArray(UUID[]::new)));
        rows.read(open -> Rows.update(open, "analyze delivery"));
        return made;
    }
}
