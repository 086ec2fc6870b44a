package dev.tributary.server.journey;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.testkit.Await;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.ReceivedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A webhook that a merchant set up by API, and what arrives at its URL. */
record Hook(Merchant merchant, String id, String secret, FaultyReceiver receiver, String path) {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One with chosen topics. */
    static Hook on(Merchant merchant, FaultyReceiver receiver, String format, String... topics) {
        return make(
                merchant,
                receiver,
                "\"format\":\"" + format + "\",\"topics\":[\"" + String.join("\",\"", topics) + "\"]");
    }

    /** One with All Topics. */
    static Hook onAll(Merchant merchant, FaultyReceiver receiver, String format) {
        return make(merchant, receiver, "\"format\":\"" + format + "\",\"all_topics\":true");
    }

    private static Hook make(Merchant merchant, FaultyReceiver receiver, String settings) {
        String path = "/hook/" + NUMBER.incrementAndGet();
        Answer made = merchant.post("/api/v1/webhooks", "{\"url\":\"" + receiver.url(path) + "\"," + settings + "}")
                .expect(201);
        return new Hook(merchant, made.text("/id"), made.text("/secret"), receiver, path);
    }

    /** What arrived as the n-th, from 1; waits for it. */
    Arrival arrival(int n) {
        ReceivedRequest request = Await.value(PATIENCE, n + " requests to " + path, () -> {
            List<ReceivedRequest> came = arrived();
            return came.size() < n ? Optional.empty() : Optional.of(came.get(n - 1));
        });
        return new Arrival(this, request);
    }

    /** The topics of all that arrived so far. */
    List<String> topics() {
        return arrived().stream()
                .map(request -> request.header("Tributary-Topic").orElse("none"))
                .toList();
    }

    private List<ReceivedRequest> arrived() {
        return receiver.requests().stream()
                .filter(request -> request.line().equals("POST " + path + " HTTP/1.1"))
                .toList();
    }
}
