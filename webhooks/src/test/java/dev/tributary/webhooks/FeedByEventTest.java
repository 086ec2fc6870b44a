package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.RunningEngine.OwnTransaction;
import dev.tributary.webhooks.event.Event;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.FeedPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The feed for those who go on from an event. */
@Tag("database")
class FeedByEventTest {
    @Test
    void who_got_an_event_before_the_feed_had_it_skips_none_that_comes_before_it() throws SQLException {
        OwnTransaction slow = new OwnTransaction();
        try (RunningEngine engine = new RunningEngine("0s");
                Connection connection = engine.database.dataSource().getConnection()) {
            EventId known = engine.publish(SOLD, "hat:0", "{}");
            connection.setAutoCommit(false);
            slow.connection = connection;
            EventId first = engine.webhooks
                    .publish(slow, List.of(engine.event(SOLD, "hat:1", "{}")))
                    .getFirst();
            EventId second = engine.publish(SOLD, "hat:2", "{}"); // a webhook may bring it now
            FeedPosition after = position(engine, second);
            assertThat(feed(engine, after)).isEmpty();
            connection.commit();
            assertThat(feed(engine, after)).containsExactly(first, second);
            assertThat(feed(engine, position(engine, second))).isEmpty();
            assertThat(feed(engine, position(engine, known))).containsExactly(first, second);
        }
    }

    private static FeedPosition position(RunningEngine engine, EventId event) {
        return engine.webhooks.feed().position(engine.account, event).orElseThrow();
    }

    private static List<EventId> feed(RunningEngine engine, FeedPosition after) {
        return engine.webhooks.feed().after(engine.account, Optional.of(after), Set.of(), 100).events().stream()
                .map(Event::id)
                .toList();
    }
}
