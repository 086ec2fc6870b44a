package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.SettableClock;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.RunningEngine.OwnTransaction;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.dispatch.Retention;
import dev.tributary.webhooks.event.CursorGone;
import dev.tributary.webhooks.event.Event;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.FeedPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class FeedStartTest {
    private final SettableClock clock = SettableClock.at("2031-01-01T23:59:50Z");
    private final RunningEngine engine = new RunningEngine(
            TestDatabase.create(),
            DispatchSettings.defaults()
                    .withLease(Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofSeconds(15)),
            Retention.DEFAULT,
            Optional.of(clock),
            "0s");

    @BeforeEach
    void start() {
        engine.webhooks.start(true);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_reader_who_would_miss_dropped_events_is_told_and_one_who_read_the_last_of_them_goes_on() {
        EventId first = engine.publish(SOLD, "hat:1", "{}");
        EventId last = engine.publish(SOLD, "hat:2", "{}");
        clock.advance(Duration.ofMinutes(1));
        EventId kept = engine.publish(SOLD, "hat:3", "{}");
        List<Event> before = feed(Optional.empty());
        dropFirstDay();

        FeedPosition atFirst = before.getFirst().position();
        assertThatThrownBy(() -> feed(Optional.of(atFirst))).isInstanceOf(CursorGone.class);
        assertThat(feed(Optional.of(before.get(1).position())))
                .extracting(Event::id)
                .containsExactly(kept);
        assertThat(feed(Optional.of(before.get(2).position()))).isEmpty();
        assertThat(feed(Optional.empty())).extracting(Event::id).containsExactly(kept);
        assertThat(engine.webhooks.feed().position(engine.account, last))
                .contains(before.get(1).position());
        assertThatThrownBy(() -> engine.webhooks.feed().position(engine.account, first))
                .isInstanceOf(CursorGone.class);
        assertThat(engine.webhooks.feed().position(engine.account, new EventId(UUID.randomUUID())))
                .isEmpty();
    }

    @Test
    void a_reader_who_stands_on_a_kept_event_is_told_if_one_that_was_committed_later_was_dropped() throws SQLException {
        OwnTransaction slow = new OwnTransaction();
        try (Connection connection = engine.database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            slow.connection = connection;
            connection.createStatement().execute("select pg_current_xact_id()"); // it began to write first
            EventId dropped = engine.publish(SOLD, "hat:1", "{}");
            clock.advance(Duration.ofMinutes(1));
            EventId kept = engine.webhooks
                    .publish(slow, List.of(engine.event(SOLD, "hat:2", "{}")))
                    .getFirst();
            connection.commit();
            List<Event> events = feed(Optional.empty());
            assertThat(events).extracting(Event::id).containsExactly(kept, dropped);
            dropFirstDay();
            assertThatThrownBy(() -> feed(Optional.of(events.getFirst().position())))
                    .isInstanceOf(CursorGone.class);
            assertThat(feed(Optional.empty())).extracting(Event::id).containsExactly(kept);
        }
    }

    private void dropFirstDay() {
        clock.advance(Duration.ofDays(30));
        Await.until(
                PATIENCE,
                "the first day to go",
                () -> engine.value("select count(*) from pg_class where relname = 'event_20310101'", Long.class) == 0);
    }

    private List<Event> feed(Optional<FeedPosition> after) {
        return engine.webhooks
                .feed()
                .after(engine.account, after, Set.of(), 100)
                .events();
    }
}
