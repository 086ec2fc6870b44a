package dev.tributary.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A request catcher's page. */
@Tag("database")
class CatcherPageTest {
    private static final String LIST = "/console/settings/catchers";

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Account account = people.newAccount();
    private final Browser developer = people.member(account, Role.DEVELOPER);
    private final String page = make();
    private final String url =
            developer.get(page).text().replaceAll("(?s).*<code dir=\"ltr\">(http[^<]+)</code>.*", "$1");

    @Test
    void requests_stand_newest_first_and_hostile_ones_are_text() {
        assertThat(developer.get(page).expect(200).text()).contains("Waiting for the first request");
        send("/first", "hello");
        send("/second?q=%3Cb%3E", "<script>alert(1)</script>\0\u202e");
        String list = developer.get(page).expect(200).text();
        assertThat(list.indexOf("/second")).isPositive().isLessThan(list.indexOf("/first"));
        assertThat(list).contains("unsigned");
        assertThat(developer.get(page + "/requests/2").expect(200).text())
                .contains("&lt;script&gt;alert(1)", "POST /catch/", "X-Odd: &lt;i&gt;")
                .doesNotContain("<script>alert", "<i>", "\0");
        developer.get(page + "/requests/3").expect(404);
        developer.get(page + "/requests/x").expect(404);
        assertThat(developer.get(page + "?before=2").expect(200).text())
                .contains("/first")
                .doesNotContain("/second");
    }

    @Test
    void the_list_alone_is_sent_again_only_where_something_is_new() {
        send("/one", "1");
        String[] part = {"HX-Request", "true", "HX-Target", "caught"};
        developer.get(page + "?seen=1", part).expect(204);
        assertThat(developer.get(page + "?seen=0", part).expect(200).text())
                .contains("/one")
                .doesNotContain("<html");
    }

    @Test
    void a_signature_is_judged_and_explained() {
        Endpoint endpoint = server.bean(Webhooks.class)
                .endpoints()
                .create(account.id(), EndpointSettings.forUrl(url), Optional.empty());
        developer.submit(page, WebhookRoom.path(endpoint) + "/test").expect(200);
        assertThat(developer.get(page).expect(200).text()).contains("valid");
        assertThat(developer.get(page + "/requests/1").expect(200).text())
                .contains("valid, signed with the secret of " + endpoint.id(), "The exact string that is signed");
    }

    @Test
    void a_viewer_looks_and_changes_nothing_and_other_accounts_see_nothing() {
        send("/one", "1");
        Browser viewer = people.member(account, Role.VIEWER);
        String token = viewer.token(LIST);
        assertThat(viewer.get(page).expect(200).text()).contains("/one").doesNotContain("Delete this");
        viewer.post(LIST, token).expect(403);
        viewer.post(page + "/delete", token).expect(403);
        Browser other = people.owner(people.newAccount());
        other.get(page).expect(404);
        other.get(page + "/requests/1").expect(404);
        other.submit(LIST, page + "/delete").expect(404);
        Browser.location(developer.submit(page, page + "/delete"));
        developer.get(page).expect(404);
    }

    private String make() {
        return Browser.location(developer.submit(LIST, LIST));
    }

    private void send(String more, String body) {
        server.stranger()
                .post(URI.create(url).getRawPath() + more, BodyPublishers.ofString(body), "X-Odd", "<i>")
                .expect(200);
    }
}
