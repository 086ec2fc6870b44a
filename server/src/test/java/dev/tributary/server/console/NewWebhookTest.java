package dev.tributary.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Role;
import dev.tributary.server.account.WebhookSwitch;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.webhooks.endpoint.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of webhooks and how one is created, as a browser does it. */
@Tag("database")
class NewWebhookTest {
    private static final String LIST = "/console/settings/webhooks";
    private static final String NEW = LIST + "/new";
    private static final String RECEIVER = "https://receiver.example.com/hook";
    private static final Pattern TEST_URL = Pattern.compile("value=\"(http[^\"]+/catch/[0-9a-f]{32})\"");
    private static final Pattern WEBHOOK = Pattern.compile(LIST + "/we_[0-9a-f]{32}");

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Account account = people.newAccount();
    private final Browser developer = people.member(account, Role.DEVELOPER);

    @Test
    void an_empty_list_teaches_and_leads_to_the_form() {
        assertThat(developer.get(LIST).expect(200).text()).contains("No webhooks yet", "href=\"" + NEW + "\"");
        assertThat(developer.get(NEW).expect(200).text())
                .contains("All Topics", "New Conversion", "Use a test URL", "What your server will get");
    }

    @Test
    void a_webhook_is_created_with_its_secret_shown_once_and_stands_in_the_list() {
        Answer made = create("all_topics", "true", "url", RECEIVER, "format", "standard", "description", "Our CRM");
        assertThat(made.text()).contains("whsec_", "Send a test", "Node.js", "Python", "Java");
        assertThat(developer.get(LIST).expect(200).text())
                .contains("Our CRM", RECEIVER, "All", "standard", "active", "none yet")
                .doesNotContain("whsec_");
    }

    @Test
    void errors_stand_at_their_fields_and_what_was_typed_stays() {
        Answer refused = developer
                .submit(NEW, NEW, "url", "https://10.0.0.1/hook", "format", "standard", "description", "Kept words")
                .expect(422);
        assertThat(refused.text()).contains("f-topics-wrong", "at least one topic", "Kept words", "Nothing was saved");
        Answer private_ = developer
                .submit(NEW, NEW, "all_topics", "true", "url", "https://10.0.0.1/hook")
                .expect(422);
        assertThat(private_.text()).contains("f-url-wrong", "value=\"https://10.0.0.1/hook\"");
        assertThat(developer.submit(NEW, NEW, "all_topics", "true").expect(422).text())
                .contains("f-url-wrong");
        developer.submit(NEW, NEW, "topics", "no.such", "url", RECEIVER).expect(422);
        developer
                .submit(NEW, NEW, "all_topics", "true", "url", RECEIVER, "description", "a\0b")
                .expect(422);
        developer
                .submit(NEW, NEW, "all_topics", "true", "url", RECEIVER, "description", "x".repeat(100_000))
                .expect(422);
        assertThat(developer.get(LIST).text()).contains("No webhooks yet");
    }

    @Test
    void a_test_url_is_made_and_filled_in_and_a_test_sent_there_is_answered_at_once() {
        Answer filled = developer
                .submit(NEW, NEW, "test_url", "1", "topics", "affiliate.created", "description", "Just looking")
                .expect(200);
        Matcher url = TEST_URL.matcher(filled.text());
        assertThat(url.find()).as(filled.text()).isTrue();
        assertThat(filled.text()).contains("Just looking", "value=\"affiliate.created\" checked");

        String made = create("topics", "affiliate.created", "url", url.group(1), "format", "classic")
                .text();
        Matcher webhook = WEBHOOK.matcher(made);
        assertThat(webhook.find()).isTrue();
        assertThat(made).contains("Watch what arrives");
        Answer answered = developer.submit(NEW, webhook.group() + "/test").expect(200);
        assertThat(answered.text()).contains("Accepted: 200", "Refersion-Signature");
    }

    @Test
    void the_preview_follows_topic_and_format() {
        assertThat(developer
                        .get(LIST + "/preview?topics=affiliate.created&format=standard")
                        .expect(200)
                        .text())
                .contains("New Affiliate, standard", "\"timestamp\"")
                .doesNotContain("<html");
        assertThat(developer
                        .get(LIST + "/preview?topics=%3Cscript%3E&format=x")
                        .expect(200)
                        .text())
                .contains("classic")
                .doesNotContain("<script>");
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "MANAGER"})
    void who_may_not_change_webhooks_reads_the_list_and_creates_none(Role role) {
        String made = create("all_topics", "true", "url", RECEIVER, "format", "classic")
                .text();
        Matcher webhook = WEBHOOK.matcher(made);
        assertThat(webhook.find()).isTrue();
        Browser reader = people.member(account, role);
        assertThat(reader.get(LIST).expect(200).text()).contains(RECEIVER).doesNotContain("Create New Webhook");
        reader.get(NEW).expect(403);
        String token = reader.token(LIST);
        reader.post(NEW, token, "all_topics", "true", "url", RECEIVER).expect(403);
        reader.post(NEW, token, "test_url", "1").expect(403);
        reader.post(webhook.group() + "/test", token).expect(403);
    }

    @Test
    void another_accounts_webhook_is_not_there() {
        Matcher webhook = WEBHOOK.matcher(create("all_topics", "true", "url", RECEIVER, "format", "classic")
                .text());
        assertThat(webhook.find()).isTrue();
        Browser other = people.owner(people.newAccount());
        other.submit(NEW, webhook.group() + "/test").expect(404);
        other.submit(NEW, LIST + "/we_nonsense/test").expect(404);
        assertThat(other.get(LIST).text()).contains("No webhooks yet");
    }

    @Test
    void where_webhooks_are_off_the_page_says_whom_to_ask() {
        server.bean(WebhookSwitch.class).set(account.id(), false);
        assertThat(developer.get(LIST).expect(200).text())
                .contains("Webhooks are not enabled for this account")
                .doesNotContain("Create New Webhook");
        assertThat(developer.get(NEW).expect(403).text()).contains("not enabled");
    }

    @Test
    void hostile_text_is_shown_as_text() {
        String hostile = "<script>alert(1)</script>\" onload=\"x \u202eRTL";
        create("all_topics", "true", "url", RECEIVER + "?a=1&b=2", "format", "classic", "description", hostile);
        assertThat(developer.get(LIST).expect(200).text())
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(1)");
    }

    @Test
    void the_code_that_checks_signatures_is_the_readmes() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        assertThat(new VerificationCode().groups(Format.STANDARD).getFirst().samples())
                .filteredOn(sample -> readme.contains(sample.text()))
                .extracting(Sample::language)
                .containsExactly("Node.js", "Python", "Java");
    }

    private Answer create(String... fields) {
        return developer.submit(NEW, NEW, fields).expect(201);
    }
}
