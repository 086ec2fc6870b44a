package dev.tributary.server.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.SettableClock;
import dev.tributary.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("database")
class ClickBufferTest {
    private final List<List<Heard>> batches = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Consumer<List<Heard>> database = batches::add;
    private final ClickBuffer buffer =
            new ClickBuffer(batch -> database.accept(batch), meters, SettableClock.at("2026-05-01T12:00:00Z"));

    @Test
    void all_that_was_heard_is_written_in_few_batches_and_once() {
        boolean full = false;
        for (int i = 0; i < ClickBuffer.BATCH * 2 + 7; i++) {
            full = buffer.take(heard(i));
        }
        assertThat(full).isTrue();
        buffer.settle();
        buffer.settle();
        assertThat(batches).extracting(List::size).containsExactly(ClickBuffer.BATCH, ClickBuffer.BATCH, 7);
        assertThat(batches.getLast().getLast().visit()).isEqualTo("visit-" + (ClickBuffer.BATCH * 2 + 6));
        assertThat(meters.counter("tributary.clicks.written").count()).isEqualTo(ClickBuffer.BATCH * 2 + 7);
    }

    @Test
    void what_there_is_no_room_for_is_left_out_and_counted() {
        for (int i = 0; i < ClickBuffer.ROOM + 5; i++) {
            buffer.take(heard(i));
        }
        assertThat(meters.counter("tributary.clicks.dropped").count()).isEqualTo(5);
        buffer.settle();
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(ClickBuffer.ROOM);
    }

    @Test
    void while_the_database_is_away_or_has_no_connection_left_clicks_wait() {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(new Exhausted()));
        database = batch -> transaction.executeWithoutResult(status -> batches.add(batch));
        buffer.take(heard(1));
        buffer.settle();
        buffer.take(heard(2));
        buffer.settle();
        database = batches::add;
        buffer.settle();
        assertThat(batches).hasSize(1);
        assertThat(batches.getFirst()).extracting(Heard::visit).containsExactly("visit-1", "visit-2");
    }

    @Test
    void clicks_wait_when_their_connection_breaks_on_the_way() {
        try (TestDatabase real = TestDatabase.createEmpty()) {
            JdbcClient jdbc = JdbcClient.create(real.dataSource());
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(real.dataSource()));
            database = batch ->
                    transaction.executeWithoutResult(status -> jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                            .query((row, number) -> true)
                            .list());
            buffer.take(heard(1));
            buffer.settle();
        }
        database = batches::add;
        buffer.settle();
        assertThat(batches).hasSize(1);
        assertThat(meters.counter("tributary.clicks.dropped").count()).isZero();
    }

    @Test
    void a_batch_that_the_database_refuses_holds_up_nothing() {
        database = batch -> {
            throw new DataIntegrityViolationException("no");
        };
        buffer.take(heard(1));
        buffer.settle();
        database = batches::add;
        buffer.take(heard(2));
        buffer.settle();
        assertThat(batches.getFirst()).extracting(Heard::visit).containsExactly("visit-2");
        assertThat(meters.counter("tributary.clicks.dropped").count()).isEqualTo(1);
    }

    @Test
    void the_loop_writes_what_is_left_when_it_stops() {
        WriteLoop loop = new WriteLoop(buffer);
        loop.start();
        loop.hear(heard(1));
        loop.stop();
        assertThat(batches.getFirst()).hasSize(1);
        assertThat(loop.isRunning()).isFalse();
    }

    /** Gives no connection, as a pool that waited for one in vain. */
    private static final class Exhausted extends AbstractDataSource {
        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLTransientConnectionException("Connection is not available, request timed out");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    @Test
    void what_ties_a_cart_does_not_wait_for_the_loop_s_next_turn() {
        List<List<Heard>> written = new CopyOnWriteArrayList<>();
        database = written::add;
        WriteLoop loop = new WriteLoop(buffer, Duration.ofDays(1));
        loop.start();
        loop.hear(heard(1));
        loop.hear(heard(2, Optional.of("cart-1")));
        Await.until(Duration.ofSeconds(30), "the cart", () -> !written.isEmpty());
        assertThat(written.getFirst()).extracting(Heard::visit).containsExactly("visit-1", "visit-2");
        loop.stop();
    }

    private static Heard heard(int number) {
        return heard(number, Optional.empty());
    }

    private static Heard heard(int number, Optional<String> cart) {
        Click click = new Click(
                1,
                "ab",
                Instant.EPOCH,
                "/?rfsn=1.ab",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Heard("pub_x", "visit-" + number, click, Device.OTHER, StoredClick.Door.SCRIPT, cart);
    }
}
