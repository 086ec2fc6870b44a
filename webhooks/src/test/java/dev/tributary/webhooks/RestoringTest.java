package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.Event;
import dev.tributary.webhooks.event.FeedPosition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static List<Event> feed(RunningEngine engine, AccountId account, Optional<FeedPosition> after) {
        return engine.webhooks.feed().after(account, after, Set.of(), 100);
    }
}
