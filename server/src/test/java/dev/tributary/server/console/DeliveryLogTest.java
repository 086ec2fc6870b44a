package dev.tributary.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Events;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.testkit.Await;
import dev.tributary.testkit.SettableClock;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.event.NewEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** The log of a webhook's deliveries: filters, what is live, and how a webhook is by it. */
@Tag("database")
class DeliveryLogTest {
    private static final Pattern URL = Pattern.compile("<code dir=\"ltr\">(http[^<]+)</code>");
    private static final String[] PART = {"HX-Request", "true", "HX-Target", "deliveries"};

    /** Its own: ids run ahead of a shared clock that others have moved on and back, and the log is read by them. */
    private static final LiveServer SERVER = LiveServer.start(Map.of(), SettableClock.at(SharedServer.NOW));

    private final LiveServer server = SERVER;
    private final Webhooks webhooks = server.bean(Webhooks.class);
    private final People people = new People(server);
    private final Account account = people.newAccount();
    private final Browser developer = people.member(account, Role.DEVELOPER);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void filters_stand_in_the_url_and_find_by_code_subject_event_and_time() {
        Endpoint endpoint = endpoint("/503");
        publish("conversion:7");
        Delivery failed = await(1, each -> each.state() == State.RETRYING).getFirst();
        String log = WebhookRoom.path(endpoint) + "/deliveries?";
        for (String fits : List.of(
                "code=503",
                "code=5xx",
                "about=conversion:7",
                "about=" + failed.event(),
                "from=2026-05-01T12:00&to=2026-05-01T12:01",
                "status=retrying&topic=conversion.created&code=5xx&about=conversion:7")) {
            assertThat(developer.get(log + fits).expect(200).text())
                    .as(fits)
                    .contains(failed.id().toString());
        }
        for (String other : List.of(
                "code=2xx",
                "code=none",
                "about=conversion:70",
                "from=2026-05-01T12:01",
                "to=2026-05-01T12:00",
                "topic=affiliate.created",
                "about=" + failed.event() + "&code=200")) {
            assertThat(developer.get(log + other).expect(200).text()).as(other).contains("No delivery fits");
        }
    }

    @Test
    void what_can_not_be_read_stands_in_the_filter_again_with_what_is_wrong() {
        Endpoint endpoint = endpoint("");
        String log = WebhookRoom.path(endpoint) + "/deliveries?";
        for (String bad : List.of("code=abc", "from=yesterday", "to=9999999-01-01T00:00", "about=a%00b")) {
            String name = bad.substring(0, bad.indexOf('='));
            assertThat(developer.get(log + bad).expect(422).text()).contains("f-" + name + "-wrong");
        }
        String hostile = URLEncoder.encode("\"><script>alert(1)</script>", StandardCharsets.UTF_8);
        assertThat(developer.get(log + "about=" + hostile).expect(200).text())
                .contains("No delivery fits", "&lt;script>")
                .doesNotContain("<script>alert");
        assertThat(developer.get(log + "code=" + hostile).expect(422).text()).doesNotContain("<script>alert");
        developer.get(log + "topic=no.such").expect(400);
    }

    @Test
    void the_live_rows_are_those_that_are_new_and_those_that_moved_on() {
        Endpoint endpoint = endpoint("");
        String tail = WebhookRoom.path(endpoint) + "/tail?";
        developer.get(tail, PART).expect(204);
        publish("conversion:1");
        Delivery first = await(1, each -> each.state() == State.DELIVERED).getFirst();
        assertThat(developer.get(tail, PART).expect(200).text())
                .contains("<tr id=\"" + first.id() + "\"")
                .doesNotContain("<html", "hx-swap-oob");
        developer.get(tail + "after=" + first.id(), PART).expect(204);
        assertThat(developer
                        .get(tail + "after=" + first.id() + "&unfinished=" + first.id() + "~pending.0.", PART)
                        .expect(200)
                        .text())
                .contains("hx-swap-oob=\"true\"", "delivered");
        developer
                .get(tail + "after=" + first.id() + "&unfinished=nonsense,,~,dlv_x~y", PART)
                .expect(204);
        developer.get(tail + "after=" + first.id() + "&status=held", PART).expect(204);
    }

    @Test
    void a_replay_of_what_succeeded_is_asked_for_twice() {
        Endpoint endpoint = endpoint("");
        publish("conversion:1");
        Delivery done = await(1, each -> each.state() == State.DELIVERED).getFirst();
        assertThat(developer
                        .get(WebhookRoom.path(endpoint) + "/deliveries/" + done.id())
                        .expect(200)
                        .text())
                .contains("accepted this already", "Copy as cURL");
    }

    @Test
    void a_delivery_says_what_it_waits_for() {
        Endpoint endpoint = endpoint("/503", true);
        publish("conversion:1");
        publish("conversion:1");
        List<Delivery> both = await(2, each -> each.sequence() == 2 || each.state() == State.RETRYING);
        String page = WebhookRoom.path(endpoint) + "/deliveries/";
        assertThat(developer.get(page + both.getFirst().id()).expect(200).text())
                .contains("Waiting for number 1 about conversion:1");
        assertThat(developer.get(page + both.getLast().id()).expect(200).text()).contains("Attempt 2 of 11, at");
        webhooks.endpoints().pause(account.id(), endpoint.id());
        assertThat(developer.get(page + both.getFirst().id()).expect(200).text())
                .contains("Held while the webhook is paused");
    }

    @Test
    void the_overview_and_the_list_tell_how_it_is() {
        Endpoint good = endpoint("");
        publish("conversion:1");
        await(1, each -> each.state() == State.DELIVERED);
        Endpoint bad = endpoint("/503");
        publish("conversion:2");
        await(3, each -> each.state() == State.DELIVERED || each.state() == State.RETRYING);
        assertThat(developer.get(WebhookRoom.path(good)).expect(200).text())
                .contains("Healthy.", "0 of 2 attempts failed", "Deliveries per hour: 2 delivered", "p95");
        assertThat(developer
                        .get(WebhookRoom.path(bad) + "?window=7d")
                        .expect(200)
                        .text())
                .contains("No success yet.", "1 of 1 attempts failed", "Deliveries per day", "deliveries?code=503");
        assertThat(developer.get(WebhookRoom.PATH).expect(200).text())
                .contains("Last 24 hours: 2 delivered, 0 failed", "Last 24 hours: 0 delivered, 1 failed");
        developer.get(WebhookRoom.path(bad) + "?window=1y").expect(400);
        assertThat(people.member(account, Role.VIEWER)
                        .get(WebhookRoom.path(good))
                        .expect(200)
                        .text())
                .contains("Healthy.")
                .doesNotContain("Send a test");
    }

    private Endpoint endpoint(String suffix) {
        return endpoint(suffix, false);
    }

    /** One that points at a catcher, which answers with the status that the suffix says. */
    private Endpoint endpoint(String suffix, boolean ordered) {
        String catchers = "/console/settings/catchers";
        String page = developer
                .get(Browser.location(developer.submit(catchers, catchers)))
                .expect(200)
                .text();
        String url = URL.matcher(page).results().findFirst().orElseThrow().group(1) + suffix;
        EndpointSettings settings = EndpointSettings.forUrl(url).withOrdered(ordered);
        return webhooks.endpoints().create(account.id(), settings, Optional.empty());
    }

    private void publish(String subject) {
        byte[] data = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
        server.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> server.bean(Events.class)
                        .publish(new NewEvent(account.id(), "conversion.created", subject, data, data)));
    }

    /** Newest first, once there are so many and all are so. */
    private List<Delivery> await(int count, Predicate<Delivery> all) {
        return Await.value(Duration.ofSeconds(20), count + " deliveries", () -> {
            List<Delivery> found = webhooks.deliveries().list(account.id(), DeliveryFilter.all(), Optional.empty(), 10);
            return found.size() == count && found.stream().allMatch(all) ? Optional.of(found) : Optional.empty();
        });
    }
}
