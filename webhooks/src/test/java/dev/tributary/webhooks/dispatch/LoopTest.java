package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
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

    /** Working it out may wait for a lock, and who waits for a lock takes what a wake-up has left for the thread. */
    @Test
    void who_is_woken_while_it_works_out_its_pause_does_not_pause() throws InterruptedException {
        CountDownLatch steps = new CountDownLatch(2);
        AtomicReference<Loop> loop = new AtomicReference<>();
        Supplier<Duration> pause = () -> {
            loop.get().wake();
            LockSupport.parkNanos(1);
            return Duration.ofMinutes(1);
        };
        loop.set(new Loop("woken", pause, () -> {
            steps.countDown();
            return false;
        }));
        loop.get().start();
        assertThat(steps.await(10, TimeUnit.SECONDS)).isTrue();
        loop.get().stop();
    }
}
