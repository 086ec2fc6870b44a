package dev.tributary.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Events;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.testkit.Await;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Endpoints;
import dev.tributary.webhooks.endpoint.Signing;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.transport.Header;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A webhook's page: its deliveries, settings and secret. */
@Tag("database")
class WebhookPageTest {
    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Account account = people.newAccount();
    private final Browser developer = people.member(account, Role.DEVELOPER);
    private final Endpoints endpoints = server.bean(Webhooks.class).endpoints();
    private final Endpoint endpoint = endpoints.create(
            account.id(), EndpointSettings.forUrl("https://receiver.example.com/hook"), Optional.empty());
    private final String page = WebhookRoom.path(endpoint);
    private final String log = page + "/deliveries";

    @Test
    void before_anything_is_sent_the_page_says_what_will_stand_there() {
        assertThat(developer.get(page).expect(200).text()).contains("Nothing sent yet", "Send a test", "All Topics");
        assertThat(developer.get(log).expect(200).text()).contains("Nothing sent yet");
    }

    @Test
    void deliveries_are_listed_filtered_paged_opened_and_replayed() {
        endpoints.pause(account.id(), endpoint.id());
        for (int i = 0; i < 3; i++) {
            publish("{\"id\":" + i + ",\"note\":\"<script>alert(1)</script>\"}");
        }
        Delivery newest = deliveries(3).getFirst();

        assertThat(developer.get(log).expect(200).text()).contains("New Conversion", "held");
        assertThat(developer.get(log + "?status=delivered").expect(200).text()).contains("No delivery fits");
        Answer first = developer.get(log + "?status=held&limit=2").expect(200);
        String cursor = first.text().replaceAll("(?s).*&amp;cursor=([^\"]+)\".*", "$1");
        assertThat(developer
                        .get(log + "?status=held&cursor=" + cursor)
                        .expect(200)
                        .text())
                .contains("Newest")
                .doesNotContain(newest.id().toString());
        developer.get(log + "?status=nonsense").expect(400);
        developer.get(log + "?cursor=nonsense").expect(400);

        String one = page + "/deliveries/" + newest.id();
        assertThat(developer.get(one).expect(200).text())
                .contains("Body to be sent", "&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert");
        assertThat(developer
                        .get(one, "HX-Request", "true", "HX-Target", "drawer")
                        .expect(200)
                        .text())
                .contains("sheet-head")
                .doesNotContain("<html");
        Browser.location(developer.submit(one, one + "/replay"));
        assertThat(developer.get(log).expect(200).text()).contains("sent again");
    }

    @Test
    void settings_are_changed_and_refused_with_what_is_wrong() {
        String settings = page + "/settings";
        Browser.location(developer.submit(
                settings,
                settings,
                "topics",
                "affiliate.created",
                "url",
                "https://other.example.com/",
                "format",
                "standard",
                "description",
                "Renamed",
                "version",
                "1"));
        Endpoint changed = now();
        assertThat(changed.settings().description()).isEqualTo("Renamed");
        assertThat(changed.settings().topics()).containsExactly("affiliate.created");
        assertThat(developer
                        .submit(
                                settings,
                                settings,
                                "all_topics",
                                "true",
                                "url",
                                "http://169.254.169.254/",
                                "format",
                                "classic")
                        .expect(422)
                        .text())
                .contains("f-url-wrong");
        assertThat(developer
                        .submit(
                                settings,
                                settings,
                                "all_topics",
                                "true",
                                "url",
                                "https://third.example.com/",
                                "version",
                                "0")
                        .expect(422)
                        .text())
                .contains("changed meanwhile");
        assertThat(now().settings()).isEqualTo(changed.settings());
    }

    @Test
    void advanced_settings_are_saved_shown_and_refused_at_their_fields() {
        String settings = page + "/settings";
        Browser.location(advanced(settings, "5", "8", "20", "brief", "X-Shop: <b>hats</b>\r\nX-Key: a:b"));
        EndpointSettings saved = now().settings();
        assertThat(saved.ratePerSecond()).contains(5);
        assertThat(saved.maxInFlight()).isEqualTo(8);
        assertThat(saved.timeoutSeconds()).isEqualTo(20);
        assertThat(saved.schedule()).contains("brief");
        assertThat(saved.ordered()).isTrue();
        assertThat(saved.signing()).isEqualTo(Signing.BOTH);
        assertThat(saved.headers()).containsExactly(new Header("X-Shop", "<b>hats</b>"), new Header("X-Key", "a:b"));
        assertThat(developer.get(settings).expect(200).text())
                .contains("X-Shop: &lt;b&gt;hats", "value=\"8\"")
                .doesNotContain("<b>hats");

        assertThat(advanced(settings, "many", "0", "31", "endless", "Host: example.com\nno colon")
                        .expect(422)
                        .text())
                .contains("f-rate_per_second-wrong", "f-headers-wrong", "<details open", "value=\"many\"");
        assertThat(advanced(settings, "", "0", "31", "endless", "Host: example.com")
                        .expect(422)
                        .text())
                .contains(
                        "f-max_in_flight-wrong",
                        "f-timeout_seconds-wrong",
                        "f-schedule-wrong",
                        "f-headers-wrong",
                        "Host is reserved");
        assertThat(now().settings()).isEqualTo(saved);
    }

    @Test
    void an_overlap_counts_down_and_is_ended_early() {
        String secret = page + "/secret";
        String own = "an-old-receivers-own-secret";
        developer
                .submit(secret, secret + "/rotate", "overlap_hours", "2", "secret", own)
                .expect(200);
        assertThat(endpoints.secret(account.id(), endpoint.id()).orElseThrow().text())
                .isEqualTo(own);
        assertThat(developer.get(secret).expect(200).text())
                .contains("An older secret still signs", "data-until=")
                .doesNotContain(own, "whsec_C");
        Browser.location(developer.submit(secret, secret + "/end-overlap"));
        assertThat(developer.get(secret).expect(200).text()).doesNotContain("An older secret still signs");
        assertThat(developer
                        .submit(secret, secret + "/rotate", "overlap_hours", "2", "secret", "whsec_tooshort")
                        .expect(422)
                        .text())
                .contains("f-secret-wrong")
                .doesNotContain("whsec_tooshort");
    }

    @Test
    void it_is_paused_enabled_and_deleted() {
        String settings = page + "/settings";
        Browser.location(developer.submit(settings, page + "/pause"));
        assertThat(now().status()).isEqualTo(Status.PAUSED);
        publish("{\"id\":1}");
        deliveries(1);
        assertThat(developer.get(settings).expect(200).text())
                .contains("1 delivery was held", "Enable and send 1 delivery", "Enable and skip it");
        Browser.location(developer.submit(settings, page + "/enable", "held", "skip"));
        assertThat(now().status()).isEqualTo(Status.ACTIVE);
        Browser.location(developer.submit(settings, page + "/delete"));
        developer.get(page).expect(404);
    }

    @Test
    void the_secret_is_in_no_page_until_asked_for_and_rotates() {
        String text =
                endpoints.secret(account.id(), endpoint.id()).orElseThrow().text();
        String secret = page + "/secret";
        assertThat(developer.get(secret).expect(200).text()).doesNotContain(text);
        assertThat(developer.submit(secret, secret + "/reveal").expect(200).text())
                .contains(text);
        assertThat(developer
                        .submit(secret, secret + "/rotate", "overlap_hours", "2")
                        .expect(200)
                        .text())
                .contains(text, "signs until");
        assertThat(developer
                        .submit(secret, secret + "/rotate", "overlap_hours", "soon")
                        .expect(422)
                        .text())
                .contains("f-overlap_hours-wrong");
        developer.submit(secret, secret + "/rotate", "overlap_hours", "9999").expect(422);
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "MANAGER"})
    void who_may_not_change_webhooks_reads_deliveries_alone(Role role) {
        endpoints.pause(account.id(), endpoint.id());
        publish("{\"id\":1}");
        String one = page + "/deliveries/" + deliveries(1).getFirst().id();
        Browser reader = people.member(account, role);
        assertThat(reader.get(page).expect(200).text()).doesNotContain("Send a test", "Settings</a>");
        assertThat(reader.get(one).expect(200).text()).doesNotContain("Replay");
        reader.get(page + "/settings").expect(403);
        reader.get(page + "/secret").expect(403);
        String token = reader.token(page);
        for (String change : List.of(
                "/settings",
                "/pause",
                "/enable",
                "/delete",
                "/secret/reveal",
                "/secret/rotate",
                "/secret/end-overlap")) {
            reader.post(page + change, token).expect(403);
        }
        reader.post(one + "/replay", token).expect(403);
        assertThat(now().version()).isEqualTo(2);
    }

    @Test
    void another_accounts_webhook_and_delivery_are_not_there() {
        endpoints.pause(account.id(), endpoint.id());
        publish("{\"id\":1}");
        String one = "/deliveries/" + deliveries(1).getFirst().id();
        Account elsewhere = people.newAccount();
        Browser other = people.owner(elsewhere);
        Endpoint theirs =
                endpoints.create(elsewhere.id(), EndpointSettings.forUrl("https://e.example.com/"), Optional.empty());
        String token = other.token(WebhookRoom.path(theirs));
        for (String path : List.of("", "/deliveries", "/tail", "/settings", "/secret", one)) {
            other.get(page + path).expect(404);
        }
        other.get(WebhookRoom.path(theirs) + one).expect(404);
        for (String change : List.of(
                "/settings",
                "/pause",
                "/enable",
                "/delete",
                "/secret/reveal",
                "/secret/end-overlap",
                one + "/replay")) {
            other.post(page + change, token, "all_topics", "true", "url", "https://e.example.com")
                    .expect(404);
        }
        assertThat(now().status()).isEqualTo(Status.PAUSED);
    }

    private Answer advanced(
            String settings, String rate, String inFlight, String timeout, String schedule, String headers) {
        return developer.submit(
                settings,
                settings,
                "all_topics",
                "true",
                "url",
                "https://receiver.example.com/hook",
                "format",
                "classic",
                "rate_per_second",
                rate,
                "max_in_flight",
                inFlight,
                "timeout_seconds",
                timeout,
                "schedule",
                schedule,
                "ordered",
                "true",
                "signing",
                "both",
                "headers",
                headers);
    }

    private Endpoint now() {
        return endpoints.find(account.id(), endpoint.id()).orElseThrow();
    }

    private void publish(String json) {
        byte[] data = json.getBytes(StandardCharsets.UTF_8);
        server.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> server.bean(Events.class)
                        .publish(new NewEvent(account.id(), "conversion.created", "conversion:1", data, data)));
    }

    private List<Delivery> deliveries(int count) {
        DeliveryFilter all = DeliveryFilter.all();
        return Await.value(Duration.ofSeconds(10), count + " deliveries", () -> {
            List<Delivery> found =
                    server.bean(Webhooks.class).deliveries().list(account.id(), all, Optional.empty(), 10);
            return found.size() == count ? Optional.of(found) : Optional.empty();
        });
    }
}
