package dev.tributary.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More tests than an account may have under way. */
@Tag("database")
class ManyTestsTest {
    private static final int MOST = 8;

    @Test
    void who_has_eight_tests_under_way_is_asked_to_wait() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (FaultyReceiver receiver = FaultyReceiver.held(Behaviour.OK, release);
                LiveServer server =
                        LiveServer.start(Map.of("TRIBUTARY_ALLOW_TARGETS", "http://127.0.0.1:" + receiver.port()));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                AutoCloseable _ = release::countDown) {
            Merchant merchant = server.merchant();
            Answer made =
                    merchant.post("/api/v1/webhooks", "{\"url\":\"" + receiver.url("/") + "\",\"all_topics\":true}");
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            String test = "/api/v1/webhooks/" + made.json().path("id").asString() + "/test";
            var tests = IntStream.range(0, MOST)
                    .mapToObj(_ -> callers.submit(() -> merchant.post(test)))
                    .toList();
            receiver.await(MOST, Duration.ofSeconds(20));

            Answer refused = merchant.post(test);
            assertThat(refused.status()).as(refused.text()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.text()).contains("urn:tributary:problem:too-many-requests", "at most 8 tests");

            release.countDown();
            for (Future<Answer> one : tests) {
                assertThat(one.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
        }
    }
}
