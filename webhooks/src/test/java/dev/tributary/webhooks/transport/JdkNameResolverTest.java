package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.testkit.Await;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class JdkNameResolverTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Queue<Runnable> lookUps = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final Queue<Runnable> slowLookUps = new ArrayDeque<>();
    private LookUps.Question question = InetAddress::getAllByName;
    private final JdkNameResolver resolver =
            new JdkNameResolver(lookUps::add, slowLookUps::add, host -> question.ask(host), LIMIT, () -> now);

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
        Executor none = _ -> {
            throw new RejectedExecutionException("full");
        };
        JdkNameResolver full = new JdkNameResolver(none, none, question, LIMIT, () -> now);

        assertThatThrownBy(full.resolve("localhost")::join).hasCauseInstanceOf(LookUpFault.class);
    }

    @Test
    void a_look_up_that_never_got_a_thread_is_our_fault_and_not_the_name_s() {
        JdkNameResolver hasty = new JdkNameResolver(
                lookUps::add, slowLookUps::add, InetAddress::getAllByName, Duration.ofMillis(1), () -> now);
        assertThatThrownBy(hasty.resolve("localhost")::join).hasRootCauseInstanceOf(LookUpFault.class);

        now = now.plusSeconds(60);
        assertThatThrownBy(hasty.resolve("localhost")::join).hasRootCauseInstanceOf(LookUpFault.class);

        lookUps.remove().run();
        now = now.plusSeconds(60);
        var _ = hasty.resolve("localhost");
        assertThat(lookUps).hasSize(1);
    }

    @Test
    void a_name_for_which_there_was_no_thread_is_asked_for_again() {
        boolean[] lacking = {true};
        Executor threads = lookUp -> {
            if (lacking[0]) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            lookUps.add(lookUp);
        };
        JdkNameResolver lacks = new JdkNameResolver(threads, threads, question, LIMIT, () -> now);
        assertThat(lacks.resolve("localhost")).isCompletedExceptionally();

        lacking[0] = false;
        now = now.plusSeconds(4);
        var second = lacks.resolve("localhost");
        assertThat(lookUps).hasSize(1);
        lookUps.remove().run();
        assertThat(second).isCompleted();
    }

    @Test
    void a_name_that_was_slow_is_looked_up_apart_until_it_is_quick_again() {
        question = _ -> {
            now = now.plusSeconds(2);
            return new InetAddress[] {InetAddress.ofLiteral("8.8.8.8")};
        };
        var _ = resolver.resolve("slow.test");
        lookUps.remove().run();

        question = _ -> new InetAddress[] {InetAddress.ofLiteral("8.8.8.8")};
        now = now.plusSeconds(60);
        var _ = resolver.resolve("slow.test");
        assertThat(lookUps).isEmpty();
        slowLookUps.remove().run();

        now = now.plusSeconds(60);
        var _ = resolver.resolve("slow.test");
        assertThat(slowLookUps).isEmpty();
        assertThat(lookUps).hasSize(1);
    }

    @Test
    void a_look_up_that_hangs_is_given_up_and_no_other_is_started_for_its_name() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Executor hanging = lookUp -> {
            lookUps.add(lookUp);
            Thread.ofPlatform().daemon().start(lookUp);
            awaitQuietly(begun);
        };
        LookUps.Question slow = _ -> {
            begun.countDown();
            awaitQuietly(over);
            return new InetAddress[] {InetAddress.ofLiteral("8.8.8.8")};
        };
        JdkNameResolver hasty = new JdkNameResolver(hanging, slowLookUps::add, slow, Duration.ofMillis(1), () -> now);
        assertThatThrownBy(hasty.resolve("localhost")::join).hasRootCauseInstanceOf(TimeoutException.class);

        now = now.plusSeconds(60);
        assertThatThrownBy(hasty.resolve("localhost")::join).hasMessageContaining("still hangs");
        assertThat(lookUps).hasSize(1);
        assertThat(slowLookUps).isEmpty();

        over.countDown();
        Await.until(PATIENCE, "another to begin, apart from the quick ones", () -> {
            now = now.plusSeconds(60);
            var _ = hasty.resolve("localhost");
            return slowLookUps.size() == 1;
        });
    }

    @Test
    void names_that_hang_hold_up_no_others() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(100);
        LookUps.Question bad = host -> {
            if (host.startsWith("hangs-")) {
                hanging.countDown();
                awaitQuietly(over);
            }
            return new InetAddress[] {InetAddress.ofLiteral("8.8.8.8")};
        };
        try (LookUps threads = new LookUps()) {
            JdkNameResolver real = new JdkNameResolver(threads.usual(), threads.slow(), bad, LIMIT, () -> now);
            for (int i = 0; i < 100; i++) {
                var _ = real.resolve("hangs-" + i + ".test");
            }
            assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(real.resolve("fine.test").orTimeout(20, TimeUnit.SECONDS).join())
                    .hasSize(1);
        } finally {
            over.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
