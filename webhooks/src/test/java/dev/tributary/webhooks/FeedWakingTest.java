package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.FeedBell;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("once")
class FeedWakingTest {
    private static final DispatchSettings QUICK = DispatchSettings.defaults()
            .withLease(Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofSeconds(15));

    @Test
    void who_waits_for_the_feed_hears_of_events_that_another_node_has_committed_and_of_no_other_accounts() {
        TestDatabase database = TestDatabase.create();
        try (RunningEngine here = new RunningEngine(database, QUICK, "0s")) {
            here.webhooks.start(true);
            RunningEngine there = new RunningEngine(database, QUICK, "0s");
            there.webhooks.start(false);
            try (FeedBell.Listener listener = there.webhooks.feed().bell().listen(here.account);
                    FeedBell.Listener stranger =
                            there.webhooks.feed().bell().listen(new AccountId(UUID.randomUUID()))) {
                Await.until(PATIENCE, "word of it", () -> {
                    here.publish(SOLD, "hat:1", "{}");
                    return rings(listener, Duration.ofMillis(100));
                });
                assertThat(rings(stranger, Duration.ZERO)).isFalse();
            } finally {
                there.webhooks.close();
            }
        }
    }

    private static boolean rings(FeedBell.Listener listener, Duration atMost) {
        try {
            return listener.await(atMost);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
