package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("once")
class ThrottleTest {
    private static final Duration QUICK = Duration.ofMillis(2);
    private static final Duration SLOW = Duration.ofMillis(400);
    private int published;

    @Test
    void a_receiver_that_says_it_is_busy_sees_half_as_many_at_once_and_all_again_when_it_has_taken_many() {
        try (CountingReceiver receiver = new CountingReceiver(QUICK);
                RunningEngine engine = new RunningEngine("0s,1h", receiver.url("/"))) {
            engine.endpoint(receiver.url("/"));
            publish(engine, 200, "delivered");
            assertThat(mostAtOnce(engine, receiver)).isEqualTo(32);

            receiver.answer(429);
            publish(engine, 1, "retrying");
            receiver.answer(204);
            assertThat(mostAtOnce(engine, receiver)).isBetween(16, 20);

            receiver.take(QUICK);
            publish(engine, 1_000, "delivered");
            assertThat(mostAtOnce(engine, receiver)).isEqualTo(32);
        }
    }

    private int mostAtOnce(RunningEngine engine, CountingReceiver receiver) {
        receiver.take(SLOW);
        receiver.forget();
        publish(engine, 50, "delivered");
        return receiver.most("/");
    }

    private void publish(RunningEngine engine, int count, String state) {
        String subject = "hat:" + ++published;
        engine.publish(IntStream.range(0, count)
                .mapToObj(_ -> engine.event(SOLD, subject, "{}"))
                .toList());
        Await.until(
                PATIENCE,
                "all to be " + state,
                () -> engine.value(
                                "select count(*) from delivery where subject = ? and state = ?",
                                Long.class,
                                subject,
                                state)
                        == count);
    }
}
