package dev.tributary.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tributary.server.access.Scope;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Events;
import dev.tributary.server.account.Members;
import dev.tributary.server.account.Role;
import dev.tributary.server.account.User;
import dev.tributary.server.api.Installation;
import dev.tributary.server.mail.MailServer;
import dev.tributary.server.mail.SendMail;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.People;
import dev.tributary.testkit.Await;
import dev.tributary.testkit.CaughtMail;
import dev.tributary.testkit.MailCatcher;
import dev.tributary.testkit.MailCatcher.Mood;
import dev.tributary.testkit.SettableClock;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.FailingEndpoints;
import dev.tributary.webhooks.endpoint.Notice;
import dev.tributary.webhooks.endpoint.Notices;
import dev.tributary.webhooks.event.NewEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** From a notice of the engine's to the mailboxes of those whom it concerns. */
@Tag("database")
class TellLoopTest {
    private static final SettableClock CLOCK = SettableClock.at("2026-05-01T12:00:00Z");
    private static final LiveServer SERVER = LiveServer.start(Map.of("TRIBUTARY_RETRY_SCHEDULE", "0s"), CLOCK);

    private final MailCatcher mails = MailCatcher.start();
    private final Account account = new People(SERVER).newAccount();
    private final Webhooks webhooks = SERVER.bean(Webhooks.class);
    private final TellLoop loop = loop();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @AfterEach
    void close() throws SQLException {
        change("delete from notice");
        mails.close();
    }

    @Test
    void owners_and_managers_who_came_in_are_told_and_nobody_else() throws Exception {
        Endpoint endpoint = failing();
        member("manager@example.com", Role.MANAGER);
        member("developer@example.com", Role.DEVELOPER);
        member("viewer@example.com", Role.VIEWER);
        notice(endpoint, OptionalInt.of(50));
        loop.step();

        assertThat(mails.mails()).extracting(CaughtMail::to).containsExactly("manager@example.com");
        CaughtMail mail = mails.mails().getFirst();
        assertThat(mail.header("Subject").orElseThrow()).startsWith("Webhook failing: http://127.0.0.1:");
        assertThat(mail.text())
                .contains(
                        "14 failed",
                        "28 April 2026, 12:00 UTC",
                        "Newest failure: the receiver answered 503",
                        "3 May 2026, 12:00 UTC")
                .contains("/console/settings/webhooks/" + endpoint.id())
                .doesNotContain("/catch/");
        loop.step();
        assertThat(mails.mails()).hasSize(1);
    }

    @Test
    void a_server_that_is_down_is_asked_again_later_and_the_log_says_so_once() throws Exception {
        member("manager@example.com", Role.MANAGER);
        Endpoint endpoint = failing();
        notice(endpoint, OptionalInt.of(50));
        mails.behave(Mood.BROKEN);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(TellLoop.class);
        log.start();
        logger.addAppender(log);

        loop.step();
        CLOCK.advance(Duration.ofSeconds(60));
        loop.step();
        CLOCK.advance(Duration.ofSeconds(119));
        mails.behave(Mood.WELL);
        loop.step();
        assertThat(mails.mails()).as("not before two minutes").isEmpty();
        CLOCK.advance(Duration.ofSeconds(1));
        loop.step();

        logger.detachAppender(log);
        assertThat(mails.mails()).hasSize(1);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        down -> assertThat(down).contains("takes no mail", "554 no mail today"),
                        up -> assertThat(up).isEqualTo("Mail goes again"));
    }

    @Test
    void who_was_told_is_not_told_again_while_another_waits() throws Exception {
        member("ann@example.com", Role.OWNER);
        member("busy@example.com", Role.MANAGER);
        member("gone@example.com", Role.OWNER);
        notice(failing(), OptionalInt.of(50));
        mails.behave(Mood.SOME_BUSY);
        loop.step();
        CLOCK.advance(Duration.ofSeconds(60));
        mails.behave(Mood.SOME_GONE);
        loop.step();
        assertThat(mails.mails())
                .extracting(CaughtMail::to)
                .containsExactly("ann@example.com", "gone@example.com", "busy@example.com");
    }

    @Test
    void an_address_that_is_refused_for_good_keeps_nobody_else_waiting() throws Exception {
        member("gone@example.com", Role.OWNER);
        member("manager@example.com", Role.MANAGER);
        notice(failing(), OptionalInt.of(50));
        mails.behave(Mood.SOME_GONE);
        loop.step();
        CLOCK.advance(TellLoop.HOLD.plusSeconds(1));
        loop.step();
        assertThat(mails.mails()).extracting(CaughtMail::to).containsExactly("manager@example.com");
        assertThat(mails.commands().stream().filter(line -> line.contains("gone@")))
                .hasSize(1);
    }

    @Test
    void a_notice_that_the_server_refuses_lets_those_behind_it_pass() throws Exception {
        member("manager@example.com", Role.MANAGER);
        Endpoint endpoint = failing();
        notice(endpoint, OptionalInt.of(50));
        CLOCK.advance(Duration.ofSeconds(1));
        Notice second = notice(endpoint, OptionalInt.of(70));
        mails.behave(Mood.PICKY);
        loop.step();
        mails.behave(Mood.WELL);
        CLOCK.advance(Duration.ofSeconds(60));
        loop.step();
        assertThat(mails.mails()).hasSize(2);
        assertThat(mails.mails().getFirst().header("Message-ID").orElseThrow())
                .contains(second.id().toString());
    }

    @Test
    void what_a_dead_node_was_telling_is_told_by_another() throws Exception {
        member("manager@example.com", Role.MANAGER);
        notice(failing(), OptionalInt.of(50));
        assertThat(webhooks.notices().take(1, TellLoop.HOLD)).hasSize(1); // and dies
        loop.step();
        assertThat(mails.mails()).isEmpty();
        CLOCK.advance(TellLoop.HOLD);
        loop.step();
        assertThat(mails.mails()).hasSize(1);
    }

    @Test
    void what_is_no_longer_true_is_told_to_nobody() throws Exception {
        member("manager@example.com", Role.MANAGER);
        Endpoint endpoint = failing();
        notice(endpoint, OptionalInt.empty()); // but it is active, so somebody has enabled it again
        notice(endpoint, OptionalInt.of(70));
        webhooks.endpoints().delete(account.id(), endpoint.id());
        loop.step();
        CLOCK.advance(TellLoop.HOLD.plusSeconds(1));
        loop.step();
        assertThat(mails.commands()).isEmpty();
    }

    @Test
    void the_end_is_told_with_the_way_back() throws Exception {
        member("manager@example.com", Role.MANAGER);
        Endpoint endpoint = failing();
        change("update endpoint set status = 'disabled', status_reason = 'The receiver answered 410 Gone.'");
        notice(endpoint, OptionalInt.empty());
        loop.step();
        assertThat(mails.mails().getFirst().text()).contains("was disabled", "410 Gone", "Enable it");
    }

    @Test
    void what_was_to_be_told_while_webhooks_were_off_is_told_when_they_are_on_again() throws Exception {
        member("manager@example.com", Role.MANAGER);
        Endpoint endpoint = failing();
        change("update endpoint set status = 'disabled', status_reason = 'The receiver answered 410 Gone.'");
        notice(endpoint, OptionalInt.of(90));
        notice(endpoint, OptionalInt.empty());
        webhooks.accountSwitch().set(account.id(), false);
        loop.step();
        CLOCK.advance(Duration.ofDays(8)); // it would be old news
        loop.step();
        assertThat(mails.commands()).isEmpty();
        webhooks.accountSwitch().set(account.id(), true);
        CLOCK.advance(Duration.ofHours(1));
        loop.step();
        assertThat(mails.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("was disabled"));
    }

    @Test
    void that_what_waits_will_be_cancelled_is_told_whether_webhooks_are_on_or_off_as_long_as_something_waits()
            throws Exception {
        member("manager@example.com", Role.MANAGER);
        Endpoint endpoint = failing();
        webhooks.endpoints().pause(account.id(), endpoint.id());
        publish();
        webhooks.endpoints().enable(account.id(), endpoint.id(), false); // and what waited is skipped
        expiring(endpoint);
        loop.step();
        assertThat(mails.mails()).isEmpty();
        webhooks.endpoints().pause(account.id(), endpoint.id());
        publish();
        CLOCK.advance(Duration.ofSeconds(1));
        expiring(endpoint);
        loop.step();
        assertThat(mails.mails().getLast().text()).contains("Unless the webhook is enabled");
        webhooks.accountSwitch().set(account.id(), false);
        expiring(endpoint);
        loop.step();
        assertThat(mails.mails().getLast().text()).contains("Webhooks are switched off");
        assertThat(mails.mails()).hasSize(2);
    }

    private TellLoop loop() {
        MailServer own = MailServer.parse("smtp://127.0.0.1:" + mails.port(), "webhooks@example.com");
        SendMail mail = new SendMail(Optional.of(own), CLOCK, Thread.ofVirtual().factory());
        GatherFacts gather = new GatherFacts(webhooks, SERVER.bean(Accounts.class), SERVER.bean(Installation.class));
        return new TellLoop(
                webhooks.notices(),
                new TellPeople(webhooks.notices(), gather, SERVER.bean(Members.class), mail),
                CLOCK);
    }

    private void member(String email, Role role) {
        Members members = SERVER.bean(Members.class);
        User user = members.register(email).or(() -> members.byEmail(email)).orElseThrow();
        members.letIn(account.id(), user.id(), role);
    }

    /** A webhook that has failed once, for three days, so it seems, and fourteen times. */
    private Endpoint failing() throws SQLException {
        Merchant merchant = new Merchant(SERVER, account.id(), "", SERVER.stranger()).with(Scope.WRITE);
        String url = merchant.post("/api/v1/catchers", "{\"status\":503}")
                .expect(201)
                .text("/url");
        String id = merchant.post("/api/v1/webhooks", "{\"url\":\"" + url + "\",\"all_topics\":true}")
                .expect(201)
                .text("/id");
        Endpoint endpoint = webhooks.endpoints()
                .find(account.id(), EndpointId.parse(id).orElseThrow())
                .orElseThrow();
        publish();
        Await.until(
                Duration.ofSeconds(20),
                "a failure",
                () -> webhooks.failing().of(account.id(), endpoint.id()).isPresent());
        try (Connection connection = SERVER.bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            FailingEndpoints.add(
                    connection,
                    List.of(new FailingEndpoints.Streak(
                            account.id(), endpoint.id(), Instant.parse("2026-04-28T12:00:00Z"), 13)));
            // With it, or the engine may warn of it by time.
            statement.executeUpdate("update endpoint_failing set warned = 90, warned_at = since");
            connection.commit();
        }
        return endpoint;
    }

    private void publish() {
        SERVER.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> SERVER.bean(Events.class)
                        .publish(new NewEvent(
                                account.id(),
                                "conversion.created",
                                "cnv_" + UUID.randomUUID(),
                                "{}".getBytes(StandardCharsets.UTF_8),
                                "{}".getBytes(StandardCharsets.UTF_8))));
    }

    private Notice notice(Endpoint endpoint, OptionalInt percent) throws SQLException {
        Notice notice = new Notice(
                UUID.randomUUID(),
                account.id(),
                endpoint.id(),
                percent,
                endpoint.settings().url(),
                "The receiver answered 410 Gone.",
                CLOCK.instant());
        try (Connection connection = SERVER.bean(DataSource.class).getConnection()) {
            Notices.add(connection, notice);
        }
        return notice;
    }

    private void expiring(Endpoint endpoint) throws SQLException {
        Notice notice = new Notice(
                UUID.randomUUID(),
                account.id(),
                endpoint.id(),
                OptionalInt.empty(),
                Optional.of(CLOCK.instant().plus(Duration.ofDays(8))),
                "",
                "1 delivery of events of 2026-04-01 waits.",
                CLOCK.instant());
        try (Connection connection = SERVER.bean(DataSource.class).getConnection()) {
            Notices.addExpiring(connection, notice, CLOCK.instant());
        }
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection = SERVER.bean(DataSource.class).getConnection()) {
            connection.createStatement().execute(sql);
        }
    }
}
