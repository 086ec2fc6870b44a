package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.dispatch.Others;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.CursorGone;
import dev.tributary.webhooks.event.Event;
import dev.tributary.webhooks.event.FeedPosition;
import dev.tributary.webhooks.event.Imprint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class RestoringTest {
    @Test
    void a_dump_restored_into_a_new_cluster_keeps_its_feed_and_goes_on_behind_it() {
        RunningEngine before = new RunningEngine("0s");
        TestDatabase database = before.database;
        before.publish(SOLD, "hat:old", "{}");
        before.webhooks.close();
        before.change("update event set xid = '999999999999'::xid8"); // the old cluster had counted that far
        before.change("update engine_state set system_identifier = 'the old cluster'");

        try (RunningEngine after = new RunningEngine(database, DispatchSettings.defaults(), "0s")) {
            after.webhooks.start(true);
            List<Event> old = feed(after, before.account, Optional.empty());
            assertThat(old).hasSize(1);
            after.publish(List.of(new dev.tributary.webhooks.event.NewEvent(
                    before.account,
                    SOLD,
                    "hat:new",
                    "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    new byte[0])));
            assertThat(feed(after, before.account, Optional.empty()).stream().map(Event::subject))
                    .containsExactly("hat:old", "hat:new");
            assertThat(feed(after, before.account, Optional.of(old.getFirst().position())).stream()
                            .map(Event::subject))
                    .containsExactly("hat:new");
        }
    }

    @Test
    void a_folder_copied_back_tells_readers_who_were_ahead() {
        RunningEngine before = node(TestDatabase.create());
        before.webhooks.start(Others.NONE, new Imprint("", "the folder"));
        before.publish(SOLD, "hat:1", "{}");
        FeedPosition kept =
                feed(before, before.account, Optional.empty()).getLast().position();
        FeedPosition ahead = new FeedPosition(kept.epoch(), kept.xid() + 1_000_000, UUID.randomUUID());
        assertThatThrownBy(() -> feed(before, before.account, Optional.of(ahead)))
                .as("where the ids have not caught up")
                .isInstanceOf(CursorGone.class);
        assertThat(feed(before, before.account, Optional.of(kept))).isEmpty();
        before.webhooks.close();

        try (RunningEngine copied = node(before.database)) {
            copied.webhooks.start(Others.NONE, new Imprint("a copy", "from now on"));
            FeedPosition lost = new FeedPosition(kept.epoch(), xid(before) + 5, UUID.randomUUID());
            before.change("insert into ending_day values ('2031-01-01', now())");
            while (xid(before) < lost.xid() + 5) {
                before.change("update ending_day set since = now()");
            }
            copied.publish(List.of(before.event(SOLD, "hat:2", "{}")));
            assertThatThrownBy(() -> feed(copied, before.account, Optional.of(lost)))
                    .as("although the ids have passed it")
                    .isInstanceOf(CursorGone.class);
            assertThat(feed(copied, before.account, Optional.of(kept)).stream().map(Event::subject))
                    .containsExactly("hat:2");
        }
    }

    @Test
    void nodes_that_run_while_a_standby_takes_over_begin_a_new_epoch() {
        try (RunningEngine engine = RunningEngine.quick("0s")) {
            engine.publish(SOLD, "hat:1", "{}");
            engine.change("update engine_state set timeline = 'before'");
            Await.until(
                    PATIENCE,
                    "the epoch to rise",
                    () -> engine.value("select epoch from engine_state", Integer.class) == 2);
            Await.until(PATIENCE, "events of it", () -> {
                engine.publish(SOLD, "hat:1", "{}");
                return feed(engine, engine.account, Optional.empty())
                                .getLast()
                                .position()
                                .epoch()
                        == 2;
            });
        }
    }

    private static RunningEngine node(TestDatabase database) {
        return new RunningEngine(database, DispatchSettings.defaults(), "0s");
    }

    private static long xid(RunningEngine engine) {
        return engine.value("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint", Long.class);
    }

    private static List<Event> feed(RunningEngine engine, AccountId account, Optional<FeedPosition> after) {
        return engine.webhooks.feed().after(account, after, Set.of(), 100).events();
    }
}
