package dev.tributary.webhooks;

import static dev.tributary.webhooks.Replaying.FAILED;
import static dev.tributary.webhooks.Replaying.awaitAll;
import static dev.tributary.webhooks.Replaying.publish;
import static dev.tributary.webhooks.Replaying.start;
import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.replay.ReplayJob;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("once")
class CancelledReplayTest {
    private static final String REPLAYS = "select count(*) from delivery where replay_job is not null";

    @Test
    void what_was_being_sent_when_its_job_was_cancelled_is_not_tried_again() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s,1h", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            publish(engine, 3);
            awaitAll(engine, State.RETRYING, 3);
            engine.change("update delivery set state = 'exhausted', due_at = null, finished_at = created_at");
            receiver.behave(Behaviour.NEVER_ANSWERS);
            engine.change("update endpoint set timeout_seconds = 3, version = version + 1");
            ReplayJob job = start(engine, endpoint, FAILED);
            Await.until(
                    PATIENCE,
                    "all to be sent",
                    () -> receiver.requests().size() == 6 && count(engine, "attempts = 0") == 3);
            assertThat(engine.webhooks.replays().cancel(engine.account, job.id()))
                    .isPresent();
            assertThat(count(engine, "lease_token is not null"))
                    .as("what is being sent is not called back")
                    .isEqualTo(3);

            Await.until(PATIENCE, "all to end", () -> count(engine, "state = 'cancelled' and attempts = 1") == 3);
            Await.until(
                    PATIENCE,
                    "the job to be done with",
                    () -> engine.value("select count(*) from replay_job where ending", Long.class) == 0);
            assertThat(engine.value("select count(*) from replay_open", Long.class))
                    .isZero();
            assertThat(receiver.requests()).hasSize(6);
        }
    }

    private static long count(RunningEngine engine, String which) {
        return engine.value(REPLAYS + " and " + which, Long.class);
    }
}
