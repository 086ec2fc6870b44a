package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.SettableClock;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.SettleDeliveries;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SettleLoopTest {
    private static final Instant NOW = Instant.parse("2031-01-01T12:00:00Z");

    private final SettableClock clock = SettableClock.at(NOW);
    private final TestDatabase database = TestDatabase.create();
    private final Database rows = new Database(database.dataSource());
    private final UuidV7 ids = new UuidV7(clock, new Random(1));
    private final UUID account = ids.next();
    private final SettleDeliveries settle = new SettleDeliveries(clock);
    private final SettleLoop loop = new SettleLoop(settle, database.dataSource());

    @BeforeEach
    void makeDays() {
        new Partitions(rows, Partitions.ENGINE).ensure(NOW, 1);
    }

    @AfterEach
    void close() {
        loop.close();
        database.close();
    }

    @Test
    void a_webhook_that_cannot_be_settled_keeps_none_of_the_others_waiting() {
        UUID broken = paused();
        UUID other = paused();
        due(broken);
        due(other);
        change("""
                create function refuse() returns trigger language plpgsql as $$
                begin raise exception 'on purpose'; end $$
                """);
        change("create trigger refuse before update on delivery for each row when (new.endpoint_id = '" + broken
                + "') execute function refuse()");
        loop.loop().stepOnce();
        assertThat(held(other)).isOne();
        assertThat(held(broken)).isZero();

        change("drop trigger refuse on delivery");
        loop.loop().stepOnce();
        assertThat(held(broken)).isOne();
    }

    @Test
    void what_is_published_after_a_skip_is_not_skipped_though_its_clock_lags() {
        UUID endpoint = paused();
        List<UUID> waiting = Stream.generate(() -> {
                    clock.advance(Duration.ofMillis(1));
                    return due(endpoint);
                })
                .limit(1_500)
                .toList();
        rows.write(open -> {
            settle.skip(open, new AccountId(account), new EndpointId(endpoint));
            return open;
        });
        UUID through = rows.read(open -> Rows.first(
                        open,
                        "select skip_through from endpoint where id = ?",
                        row -> Rows.uuid(row, "skip_through"),
                        endpoint))
                .orElseThrow();
        assertThat(through).as("a second behind the newest").isEqualTo(waiting.get(499));
        assertThat(number(
                        "select count(*) from delivery where state = 'cancelled' and endpoint_id = ? and id > ?",
                        endpoint,
                        waiting.get(499)))
                .isEqualTo(1_000);
    }

    private UUID paused() {
        UUID id = ids.next();
        rows.write(open -> Rows.update(open, """
                insert into endpoint (id, account_id, url, format, all_topics, status, signing, max_in_flight,
                    timeout_seconds, created_at, updated_at, settle_until)
                values (?, ?, 'https://hats.example.com/', 'classic', true, 'paused', 'hmac', 32, 15, ?, ?, ?)
                """, id, account, NOW, NOW, NOW.plusSeconds(120)));
        return id;
    }

    private UUID due(UUID endpoint) {
        UUID id = ids.next();
        rows.write(open -> Rows.update(open, """
                insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format, state,
                    due_at, created_at)
                values (?, ?, ?, ?, 'hat.sold', 'hat:1', 1, 'classic', 'pending', ?, ?)
                """, id, account, endpoint, id, NOW, NOW));
        return id;
    }

    private long held(UUID endpoint) {
        return number("select count(*) from delivery where endpoint_id = ? and held_at is not null", endpoint);
    }

    private long number(String query, Object... values) {
        return rows.read(open -> Rows.first(open, query, row -> row.getLong(1), values))
                .orElseThrow();
    }

    private void change(String sql) {
        rows.read(open -> Rows.update(open, sql));
    }
}
