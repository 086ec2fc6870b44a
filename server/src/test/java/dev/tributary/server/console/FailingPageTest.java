package dev.tributary.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Role;
import dev.tributary.server.mail.SendMail;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.endpoint.FailingEndpoints;
import dev.tributary.webhooks.endpoint.Notice;
import dev.tributary.webhooks.endpoint.Notices;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the console says of a webhook that fails. */
@Tag("database")
class FailingPageTest {
    private static final Instant SINCE = Instant.parse("2026-04-28T10:00:00Z");
    private static final String LIST = WebhookRoom.PATH;

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Account account = people.newAccount();
    private final Browser viewer = people.member(account, Role.VIEWER);
    private final Endpoint endpoint = server.bean(Webhooks.class)
            .endpoints()
            .create(account.id(), EndpointSettings.forUrl("https://receiver.example.com/hook"), Optional.empty());
    private final String page = WebhookRoom.path(endpoint);

    @Test
    void one_or_two_failures_are_the_ordinary_troubles_of_a_network() throws SQLException {
        fail(2);
        assertThat(viewer.get(LIST).expect(200).text()).doesNotContain("failing");
        assertThat(viewer.get(page).expect(200).text()).doesNotContain("Failing since");
    }

    @Test
    void after_three_it_is_failing_on_every_page_and_the_banner_says_when_it_will_be_disabled() throws SQLException {
        fail(14);
        assertThat(viewer.get(LIST).expect(200).text()).contains("failing", "2026-04-28T10:00:00Z");
        assertThat(viewer.get("/console").expect(200).text()).contains("is failing", "2026-04-28T10:00:00Z");
        assertThat(viewer.get(page).expect(200).text())
                .contains(
                        "Failing since",
                        "The last 14 attempts failed",
                        "It will be disabled",
                        "2026-05-03T10:00:00Z",
                        "once 20 attempts have failed",
                        "Nobody is told by mail, since this installation has no mail server");
        fail(7);
        assertThat(viewer.get(page).expect(200).text())
                .contains("The last 21 attempts failed")
                .doesNotContain("once 20");
        assertThat(people.owner(people.newAccount()).get(LIST).text()).doesNotContain("failing");
    }

    @Test
    void the_last_warning_stands_there_and_the_reason_once_it_is_disabled() throws SQLException {
        fail(20);
        Prospect before = prospect();
        assertThat(before.warnedAt()).isEmpty();
        Instant warned = Instant.parse("2026-05-01T09:00:00Z");
        try (Connection connection = server.bean(DataSource.class).getConnection()) {
            FailingEndpoints.warned(
                    connection, new Failing(account.id(), endpoint.id(), SINCE, 20, 0, Optional.empty()), 50, warned);
            Notices.add(
                    connection,
                    new Notice(
                            UUID.randomUUID(),
                            account.id(),
                            endpoint.id(),
                            OptionalInt.of(50),
                            "https://receiver.example.com/hook",
                            "It fails.",
                            warned));
        }
        assertThat(prospect().warnedAt()).contains(warned);
        disable("No delivery has succeeded since <b>long</b> ago.");
        assertThat(viewer.get(page).expect(200).text())
                .contains("Disabled: nothing is sent", "since &lt;b&gt;long", "Nobody was told by mail")
                .doesNotContain("It will be disabled", "<b>long");
    }

    private Prospect prospect() {
        return Prospect.of(server.bean(Webhooks.class), endpoint, server.bean(SendMail.class));
    }

    private void fail(int times) throws SQLException {
        try (Connection connection = server.bean(DataSource.class).getConnection()) {
            FailingEndpoints.add(
                    connection, List.of(new FailingEndpoints.Streak(account.id(), endpoint.id(), SINCE, times)));
        }
    }

    private void disable(String reason) throws SQLException {
        try (Connection connection = server.bean(DataSource.class).getConnection();
                var change = connection.prepareStatement(
                        "update endpoint set status = 'disabled', status_reason = ? where id = ?")) {
            change.setString(1, reason);
            change.setObject(2, endpoint.id().value());
            change.executeUpdate();
        }
    }
}
