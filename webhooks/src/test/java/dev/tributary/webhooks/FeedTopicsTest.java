package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.SOLD;
import static dev.tributary.webhooks.RunningEngine.WORN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.event.Event;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.FeedPage;
import dev.tributary.webhooks.event.FeedPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The feed for those who want few of many events. */
@Tag("database")
class FeedTopicsTest {
    private static final int OTHERS = 12_000;

    @Test
    void who_follows_a_rare_topic_gets_on_by_bounded_looks_and_skips_none() {
        try (RunningEngine engine = new RunningEngine("0s")) {
            EventId first = engine.publish(SOLD, "hat:1", "{}");
            addOthers(engine);
            EventId last = engine.publish(SOLD, "hat:1", "{}");

            List<EventId> read = new ArrayList<>();
            Optional<FeedPosition> at = Optional.empty();
            int calls = 0;
            for (FeedPage page = look(engine, at); page.next().isPresent(); page = look(engine, at)) {
                page.events().stream().map(Event::id).forEach(read::add);
                at = page.next();
                calls++;
            }
            assertThat(read).containsExactly(first, last);
            assertThat(calls).as("calls of at most 5,000 events each").isEqualTo(3);
        }
    }

    @Test
    void a_full_page_ends_at_its_last_event() {
        try (RunningEngine engine = new RunningEngine("0s")) {
            List<EventId> sold = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                sold.add(engine.publish(SOLD, "hat:1", "{}"));
                engine.publish(WORN, "hat:1", "{}");
            }
            FeedPage page = engine.webhooks.feed().after(engine.account, Optional.empty(), Set.of(SOLD), 2);
            assertThat(page.events().stream().map(Event::id)).containsExactlyElementsOf(sold.subList(0, 2));
            assertThat(page.next()).contains(page.events().getLast().position());
            assertThat(look(engine, page.next()).events().stream().map(Event::id))
                    .containsExactly(sold.getLast());
        }
    }

    private static FeedPage look(RunningEngine engine, Optional<FeedPosition> at) {
        return engine.webhooks.feed().after(engine.account, at, Set.of(SOLD), 100);
    }

    /** Many of another topic, behind the event that is there. */
    private static void addOthers(RunningEngine engine) {
        engine.change("""
                insert into event (id, account_id, topic, subject, sequence, occurred_at, epoch, standard, classic)
                select (left(e.id::text, 24) || lpad(to_hex(n), 12, '0'))::uuid, e.account_id, ?, e.subject, n,
                    e.occurred_at, e.epoch, e.standard, e.classic
                from event e, generate_series(1, ?) n
                """, WORN, OTHERS);
    }
}
