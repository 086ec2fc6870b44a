package dev.tributary.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Calls;
import dev.tributary.testkit.Await;
import dev.tributary.testkit.Inbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** SIGKILL of the real server in the middle of its work: what the API acknowledged arrives all the same. */
class KilledServerTest {
    private static final int ACKNOWLEDGED = 2_000;
    /** With four requests in flight, at most 20 deliveries a second until the kill. */
    private static final Duration SLOW = Duration.ofMillis(200);

    private static final Duration LIMIT = Duration.ofSeconds(50);

    @TempDir
    private Path data;

    private enum Victim {
        THE_SERVER,
        THE_SERVER_AND_ITS_DATABASE
    }

    @Test
    void every_acknowledged_event_arrives_after_a_kill_of_the_server() throws InterruptedException {
        everyAcknowledgedEventArrivesAfterAKillOf(Victim.THE_SERVER);
    }

    @Test
    @Tag("long")
    void every_acknowledged_event_arrives_after_a_kill_of_the_server_and_its_database() throws InterruptedException {
        everyAcknowledgedEventArrivesAfterAKillOf(Victim.THE_SERVER_AND_ITS_DATABASE);
    }

    private void everyAcknowledgedEventArrivesAfterAKillOf(Victim victim) throws InterruptedException {
        try (Inbox inbox = Inbox.start(SLOW);
                Installation installation = new Installation(data, inbox.origin())) {
            installation.start();
            Calls calls = installation.account();
            calls.post(
                            "/api/v1/webhooks",
                            "{\"url\":\"" + inbox.origin() + "/\",\"all_topics\":true,\"max_in_flight\":4}")
                    .expect(201);
            Set<String> acknowledged =
                    new BusyMerchant(calls).workUntil(ACKNOWLEDGED, () -> kill(installation, victim));
            int before = inbox.events().size();
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);
            assertThat(acknowledged.size() - before)
                    .as("undelivered of " + acknowledged.size() + " when killed")
                    .isGreaterThanOrEqualTo(acknowledged.size() / 4);

            inbox.hurry();
            installation.start();
            Map<String, String> feed = feed(calls);
            assertThat(feed.values()).containsAll(acknowledged);
            Await.until(
                    LIMIT, "every event at the receiver", () -> inbox.events().containsAll(feed.keySet()));
            Await.until(LIMIT, "every outcome recorded", () -> isEmpty(calls, "pending") && isEmpty(calls, "retrying"));
            assertThat(isEmpty(calls, "exhausted")).isTrue();
            int twice = repeats(inbox, feed.keySet());
            System.out.printf(
                    "%s killed: %d events acknowledged, %d of %d committed had arrived; all arrived, %d of them twice%n",
                    victim, acknowledged.size(), before, feed.size(), twice);
        }
    }

    private static void kill(Installation installation, Victim victim) {
        installation.killServer();
        if (victim == Victim.THE_SERVER_AND_ITS_DATABASE) {
            installation.killDatabase();
        }
    }

    /** How many arrived again: once more at most, as the same delivery with the same body, and nothing unknown. */
    private static int repeats(Inbox inbox, Set<String> known) {
        Map<String, List<Inbox.Arrived>> byEvent =
                inbox.all().stream().collect(Collectors.groupingBy(Inbox.Arrived::event));
        assertThat(known).containsAll(byEvent.keySet());
        int repeated = 0;
        for (List<Inbox.Arrived> arrivals : byEvent.values()) {
            assertThat(arrivals).hasSizeLessThanOrEqualTo(2);
            assertThat(arrivals.stream().map(one -> List.of(one.delivery(), one.body())))
                    .containsOnly(List.of(
                            arrivals.getFirst().delivery(), arrivals.getFirst().body()));
            repeated += arrivals.size() - 1;
        }
        return repeated;
    }

    /** The whole feed: event id to topic, subject and status. */
    private static Map<String, String> feed(Calls calls) {
        Map<String, String> events = new HashMap<>();
        String query = "?limit=200&wait=5s";
        while (true) {
            JsonNode page = calls.get("/api/v1/events" + query).expect(200).json();
            if (page.path("data").isEmpty()) {
                return events;
            }
            page.path("data")
                    .forEach(event -> events.put(
                            event.path("id").asString(),
                            event.path("topic").asString() + " "
                                    + event.path("subject").asString() + " "
                                    + event.path("data").path("status").asString("")));
            query = "?limit=200&after=" + page.path("next_cursor").asString();
        }
    }

    private static boolean isEmpty(Calls calls, String status) {
        return calls.get("/api/v1/deliveries?limit=1&status=" + status)
                .expect(200)
                .json()
                .path("data")
                .isEmpty();
    }
}
