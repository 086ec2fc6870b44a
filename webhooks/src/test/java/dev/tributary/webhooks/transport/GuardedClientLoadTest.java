package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardedClientLoadTest {
    private static final int SENDS = 1000;
    private static final List<Behaviour> MIX = List.of(
            Behaviour.OK,
            Behaviour.NO_CONTENT,
            Behaviour.SERVER_ERROR,
            Behaviour.CLOSES_KEPT_ALIVE,
            Behaviour.RESETS_AT_ONCE,
            Behaviour.RESETS_IN_BODY,
            Behaviour.NOT_HTTP,
            Behaviour.NEVER_ANSWERS);

    @Test
    void each_of_a_thousand_sends_is_told_one_outcome() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random = new java.util.Random(seed);
        AtomicIntegerArray told = new AtomicIntegerArray(SENDS);
        CountDownLatch all = new CountDownLatch(SENDS);
        List<FaultyReceiver> receivers = MIX.stream().map(FaultyReceiver::start).toList();
        try (Outgoing outgoing = new Outgoing()) {
            receivers.forEach(outgoing::allow);
            List<Request> requests = IntStream.range(0, SENDS)
                    .mapToObj(i -> Outgoing.post(
                            receivers.get(random.nextInt(receivers.size())).url("/" + i),
                            Duration.ofMillis(1 + random.nextInt(2000))))
                    .toList();
            for (int i = 0; i < SENDS; i++) {
                int number = i;
                outgoing.client().send(requests.get(i), _ -> {
                    told.incrementAndGet(number);
                    all.countDown();
                });
            }

            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            receivers.forEach(FaultyReceiver::close);
        }
        assertThat(IntStream.range(0, SENDS).filter(i -> told.get(i) != 1)).isEmpty();
    }

    @Test
    void abandoned_answers_leave_no_connection_behind() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.HUGE_BODY);
                Outgoing outgoing = new Outgoing().allow(receiver)) {
            for (int i = 0; i < 20; i++) {
                outgoing.send(receiver.url("/huge"));
            }
            receiver.behave(Behaviour.NEVER_ANSWERS);
            for (int i = 0; i < 5; i++) {
                outgoing.send(receiver.url("/never"), Duration.ofMillis(50));
            }

            eventually(() -> receiver.openConnections() == 0);
            assertThat(receiver.connections()).isEqualTo(25);
        }
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
