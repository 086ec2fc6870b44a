package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.delivery.Backlog;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("once")
class BacklogTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void what_waits_longest_at_any_webhook_and_all_that_is_held_is_told() {
        try (TestDatabase database = TestDatabase.create()) {
            RunningEngine engine =
                    new RunningEngine(database, DispatchSettings.defaults(), "0s", "http://127.0.0.1:9/");
            engine.webhooks.start(true);
            assertThat(engine.webhooks.condition().backlog()).isEqualTo(new Backlog(Optional.empty(), 0, 0));
            Endpoint held = engine.endpoint("http://127.0.0.1:9/held");
            engine.webhooks.endpoints().pause(engine.account, held.id());
            engine.publish(SOLD, "hat:1", "{}");
            engine.publish(SOLD, "hat:2", "{}");
            assertThat(engine.webhooks.condition().backlog().held()).isEqualTo(2);
            engine.webhooks.close(); // so that what is made due below stays so

            Instant old = Instant.now().minus(HOUR).truncatedTo(ChronoUnit.MICROS);
            engine.change(
                    "update delivery set state = 'pending', held_at = null, due_at = ? where subject = 'hat:1'", old);
            engine.change(
                    "update delivery set state = 'pending', held_at = null, due_at = ?, endpoint_id = gen_random_uuid() where subject = 'hat:2'",
                    old.plus(HOUR));
            engine.change(
                    "insert into notice (id, account_id, endpoint_id, kind, url, reason, created_at) values (gen_random_uuid(), ?, ?, 'disabled', '', '', now())",
                    engine.account.value(),
                    held.id().value());
            assertThat(engine.webhooks.condition().backlog()).isEqualTo(new Backlog(Optional.of(old), 0, 1));
            assertThat(engine.webhooks.condition().oldestEventDays()).isOne();
        }
    }
}
