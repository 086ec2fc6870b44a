package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.TooManyAtOnce;
import dev.tributary.webhooks.replay.ReplayCount;
import dev.tributary.webhooks.replay.ReplayScope;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people ask for and wait for, more of it than there is room for. */
@Tag("database")
@Tag("once")
class TestsAtOnceTest {
    private static final int TESTS = 8;
    private static final int COUNTS = 4;

    @Test
    void an_account_has_at_most_eight_tests_under_way_and_others_go_on() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (FaultyReceiver hangs = FaultyReceiver.held(Behaviour.OK, release);
                FaultyReceiver sound = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", hangs.url("/"), sound.url("/"));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                AutoCloseable _ = release::countDown) {
            Endpoint endpoint = engine.endpoint(hangs.url("/"));
            var tests = IntStream.range(0, TESTS)
                    .mapToObj(_ -> callers.submit(() -> test(engine, endpoint)))
                    .toList();
            hangs.await(TESTS, PATIENCE);

            assertThatThrownBy(() -> test(engine, endpoint)).isInstanceOf(TooManyAtOnce.class);
            assertThat(test(engine, other(engine, sound.url("/"))).outcome()).isEqualTo("accepted");
            assertThat(hangs.requests()).hasSize(TESTS);

            release.countDown();
            for (Future<Attempt> test : tests) {
                assertThat(test.get(20, TimeUnit.SECONDS).outcome()).isEqualTo("accepted");
            }
            assertThat(test(engine, endpoint).outcome()).isEqualTo("accepted");
        }
    }

    @Test
    void counts_hold_at_most_four_connections() throws Exception {
        Semaphore asked = new Semaphore(0);
        CountDownLatch release = new CountDownLatch(1);
        try (TestDatabase database = TestDatabase.create();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            boolean[] slow = {false};
            DataSource source = before(database.dataSource(), () -> {
                if (slow[0] && Thread.currentThread().isVirtual()) { // the engine's own loops are not
                    asked.release();
                    release.await();
                }
            });
            try (Webhooks webhooks = RunningEngine.engine(database, source, DispatchSettings.defaults(), "0s");
                    AutoCloseable _ = release::countDown) {
                RunningEngine engine = new RunningEngine(database, webhooks);
                webhooks.start(true);
                Endpoint endpoint = engine.webhooks
                        .endpoints()
                        .create(engine.account, EndpointSettings.forUrl("https://8.8.8.8/"), Optional.empty());
                slow[0] = true;
                var counts = IntStream.range(0, COUNTS)
                        .mapToObj(_ -> callers.submit(() -> count(engine, endpoint)))
                        .toList();
                assertThat(asked.tryAcquire(COUNTS, 20, TimeUnit.SECONDS)).isTrue();

                assertThatThrownBy(() -> count(engine, endpoint)).isInstanceOf(TooManyAtOnce.class);
                assertThat(asked.availablePermits()).isZero();

                release.countDown();
                for (Future<ReplayCount> count : counts) {
                    assertThat(count.get(20, TimeUnit.SECONDS).count()).isZero();
                }
                assertThat(count(engine, endpoint).count()).isZero();
            }
        }
    }

    private static ReplayCount count(RunningEngine engine, Endpoint endpoint) {
        ReplayScope all = new ReplayScope.Filter(
                ReplayScope.Filter.UNSUCCESSFUL,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return engine.webhooks
                .replays()
                .count(engine.account, endpoint.id(), all)
                .orElseThrow();
    }

    private static Attempt test(RunningEngine engine, Endpoint endpoint) {
        TopicDefinition ping = engine.webhooks.topics().find("test.ping").orElseThrow();
        return engine.webhooks.test(endpoint.account(), endpoint.id(), ping).orElseThrow();
    }

    /** A webhook of another account. */
    private static Endpoint other(RunningEngine engine, String url) {
        AccountId account = new AccountId(UUID.randomUUID());
        engine.webhooks.accountSwitch().set(account, true);
        return engine.webhooks.endpoints().create(account, EndpointSettings.forUrl(url), Optional.empty());
    }

    private interface Before {
        void connection() throws InterruptedException;
    }

    private static DataSource before(DataSource source, Before before) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, values) -> {
                    before.connection();
                    try {
                        return method.invoke(source, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
