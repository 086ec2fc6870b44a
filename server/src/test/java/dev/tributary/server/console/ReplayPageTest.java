package dev.tributary.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.ApiKeys;
import dev.tributary.server.access.Scope;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.testkit.Await;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replays of many, in the console. */
@Tag("database")
class ReplayPageTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String[] PART = {"HX-Request", "true", "HX-Target", "replay-progress"};

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Account account = people.newAccount();
    private final Browser developer = people.member(account, Role.DEVELOPER);
    private final Calls calls =
            server.calls(server.bean(ApiKeys.class).create(account.id(), "test", EnumSet.allOf(Scope.class)));

    @Test
    void what_was_never_sent_is_counted_then_sent_and_watched_to_its_end() {
        affiliates(2);
        String webhook = WebhookRoom.path(webhook(catcher()));
        assertThat(developer.get(webhook + "/replays").expect(200).text())
                .contains("No replays yet", "Send what was never sent");
        assertThat(developer.get(webhook).expect(200).text()).contains("/replays/new?missing=true");
        assertThat(developer
                        .get(webhook + "/replays/new?missing=true")
                        .expect(200)
                        .text())
                .contains("Send 2 events", "</b> to <span class=\"mono\" dir=\"ltr\">http://");
        String page = Browser.location(
                developer.submit(webhook + "/replays/new?missing=true", webhook + "/replays", "missing", "true"));
        Answer ended = Await.value(
                LIMIT,
                "the end of the replay",
                () -> Optional.of(developer.get(page, PART))
                        .filter(answer -> answer.status() == 286)); // by this htmx stops polling
        assertThat(ended.text()).contains("2 delivered, 0 failed").doesNotContain("<html", "<progress");
        assertThat(developer.get(page).expect(200).text())
                .contains("Replay of 2 events", "never sent")
                .doesNotContain("every 1s", "Cancel this replay");
        assertThat(developer.get(webhook + "/replays").expect(200).text()).contains("never sent", "finished");
        assertThat(developer
                        .get(webhook + "/replays/new?missing=true")
                        .expect(200)
                        .text())
                .contains("Nothing is missing")
                .doesNotContain("action=\"" + webhook + "/replays\"");
    }

    @Test
    void bulk_replay_is_off_until_a_filter_is_set_and_says_how_many_go_where() {
        String webhook = WebhookRoom.path(webhook(catcher()));
        affiliates(3);
        awaitDelivered(webhook, 3);
        assertThat(developer.get(webhook + "/deliveries").expect(200).text())
                .contains("Off until a filter is set.")
                .doesNotContain("/replays/new?status");
        assertThat(developer.get(webhook + "/deliveries?status=delivered").text())
                .contains(webhook + "/replays/new?status=delivered");
        assertThat(developer
                        .get(webhook + "/replays/new?status=delivered&code=2xx&about=affiliate:100002")
                        .expect(200)
                        .text())
                .contains("Replay 1 delivery", "delivered, answered 2xx, about affiliate:100002");
        assertThat(developer.get(webhook + "/replays/new?status=delivered").text())
                .contains("Replay 3 deliveries", "The receiver may have accepted some of these.");
        String page = Browser.location(developer.submit(
                webhook + "/replays/new?status=delivered", webhook + "/replays", "status", "delivered"));
        awaitDelivered(webhook, 6);
        assertThat(developer.get(page).text()).contains("Replay of 3 deliveries");
        developer.get(webhook + "/replays/new?code=nonsense").expect(422);
        assertThat(developer.get(webhook + "/replays/new").expect(422).text()).contains("set a filter");
    }

    @Test
    void chosen_deliveries_are_replayed_and_strangers_are_not_there() {
        Endpoint endpoint = webhook(catcher());
        String webhook = WebhookRoom.path(endpoint);
        affiliates(2);
        awaitDelivered(webhook, 2);
        String list = developer.get(webhook + "/deliveries").text();
        String chosen = list.replaceAll("(?s).*?name=\"delivery\" value=\"(dlv_[0-9a-f]{32})\".*", "$1");
        String token = developer.token(webhook + "/deliveries");
        assertThat(developer
                        .post(webhook + "/replays/new", token, "delivery", chosen)
                        .expect(200)
                        .text())
                .contains("Replay 1 delivery", "name=\"delivery\" value=\"" + chosen);
        developer.post(webhook + "/replays/new", token).expect(422);
        developer.post(webhook + "/replays/new", token, "delivery", "dlv_1").expect(404);
        String other = WebhookRoom.path(webhook(catcher()));
        developer.post(other + "/replays/new", token, "delivery", chosen).expect(404);
        developer.post(other + "/replays", token, "delivery", chosen).expect(404);
        Browser.location(developer.post(webhook + "/replays", token, "delivery", chosen));
        awaitDelivered(webhook, 3);
    }

    @Test
    void a_paused_webhook_says_what_to_do_first() {
        Endpoint endpoint = webhook(catcher());
        String webhook = WebhookRoom.path(endpoint);
        server.bean(Webhooks.class).endpoints().pause(account.id(), endpoint.id());
        affiliates(1);
        assertThat(developer
                        .get(webhook + "/replays/new?status=held")
                        .expect(200)
                        .text())
                .contains("Replay 1 delivery", "The webhook is paused: enable it first.")
                .doesNotContain("<button class=\"button primary\"");
        assertThat(developer
                        .post(webhook + "/replays", developer.token(webhook + "/settings"), "status", "held")
                        .expect(422)
                        .text())
                .contains("The webhook is paused: enable it first.");
    }

    @Test
    void a_viewer_watches_and_starts_nothing_and_other_accounts_see_nothing() {
        String webhook = WebhookRoom.path(webhook(catcher()));
        String token = developer.token(webhook + "/replays/new?missing=true&from=2020-01-01T00:00");
        String page = Browser.location(developer.post(webhook + "/replays", token, "missing", "true"));
        Browser viewer = people.member(account, Role.VIEWER);
        String viewers = viewer.token("/console/profile");
        assertThat(viewer.get(page).expect(200).text()).doesNotContain("Cancel this replay");
        assertThat(viewer.get(webhook + "/replays").expect(200).text()).doesNotContain("Send what was never sent");
        viewer.get(webhook + "/replays/new?missing=true").expect(403);
        viewer.post(webhook + "/replays", viewers, "missing", "true").expect(403);
        viewer.post(webhook + "/replays/new", viewers, "delivery", "dlv_1").expect(403);
        viewer.post(page + "/cancel", viewers).expect(403);
        Browser other = people.owner(people.newAccount());
        other.get(page).expect(404);
        other.get(webhook + "/replays").expect(404);
        other.post(page + "/cancel", other.token("/console/profile")).expect(404);
        Browser.location(developer.post(page + "/cancel", token));
    }

    private void affiliates(int count) {
        long offer = calls.post("/api/v1/offers", """
                {"name":"Standard","type":"PERCENT_OF_SALE","amount":"10"}""").expect(201).id();
        for (int i = 0; i < count; i++) {
            calls.post("/api/v1/affiliates", """
                    {"first_name":"Ada","last_name":"Partner","email":"ada%d@partners.example","offer_id":%d,\
                    "status":"ACTIVE"}""".formatted(i, offer)).expect(201);
        }
    }

    private String catcher() {
        return calls.post("/api/v1/catchers").expect(201).text("/url");
    }

    private Endpoint webhook(String url) {
        return server.bean(Webhooks.class)
                .endpoints()
                .create(account.id(), EndpointSettings.forUrl(url), Optional.empty());
    }

    private void awaitDelivered(String webhook, int count) {
        String id = webhook.substring(webhook.lastIndexOf('/') + 1);
        Await.until(
                LIMIT,
                count + " delivered",
                () -> calls.get("/api/v1/webhooks/" + id + "/deliveries?status=delivered")
                                .json()
                                .path("data")
                                .size()
                        == count);
    }
}
