package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class JdkNameResolverTest {
    private final Queue<Runnable> lookUps = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final JdkNameResolver resolver = new JdkNameResolver(lookUps::add, () -> now);

    @Test
    void one_look_up_serves_all_who_wait() {
        var first = resolver.resolve("localhost");
        var second = resolver.resolve("localhost");

        assertThat(first).isNotDone();
        assertThat(lookUps).hasSize(1);
        lookUps.remove().run();

        assertThat(first.resultNow()).isNotEmpty().allMatch(address -> address.isLoopbackAddress());
        assertThat(second.resultNow()).isEqualTo(first.resultNow());
    }

    @Test
    void an_answer_is_remembered_for_ten_seconds() {
        var _ = resolver.resolve("localhost");
        lookUps.remove().run();

        now = now.plusSeconds(10);
        assertThat(resolver.resolve("localhost")).isDone();
        assertThat(lookUps).isEmpty();

        now = now.plusSeconds(1);
        assertThat(resolver.resolve("localhost")).isNotDone();
        assertThat(lookUps).hasSize(1);
    }

    @Test
    void a_failure_is_remembered_for_three_seconds() {
        var failed = resolver.resolve("no-such-name.invalid");
        lookUps.remove().run();
        assertThat(failed).isCompletedExceptionally();

        now = now.plusSeconds(3);
        assertThat(resolver.resolve("no-such-name.invalid")).isCompletedExceptionally();
        assertThat(lookUps).isEmpty();

        now = now.plusSeconds(1);
        assertThat(resolver.resolve("no-such-name.invalid")).isNotDone();
    }

    @Test
    void a_full_executor_is_a_failure_and_no_exception() {
        JdkNameResolver full = new JdkNameResolver(
                _ -> {
                    throw new RejectedExecutionException("full");
                },
                () -> now);

        assertThat(full.resolve("localhost")).isCompletedExceptionally();
    }
}
