package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopTest {
    @Test
    void a_step_that_fails_in_whatever_way_does_not_end_the_loop() throws InterruptedException {
        CountDownLatch steps = new CountDownLatch(3);
        Loop loop = new Loop("failing", () -> Duration.ofMillis(1), () -> {
            steps.countDown();
            if (steps.getCount() == 2) {
                throw new IllegalStateException("on purpose");
            }
            throw new StackOverflowError("on purpose");
        });
        loop.start();
        assertThat(steps.await(10, TimeUnit.SECONDS)).isTrue();
        loop.stop();
    }
}
