package dev.tributary.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
            developer.get(page).text().replaceAll("(?s).*?<code dir=\"ltr\">(http[^<]+)</code>.*", "$1");

    @Test
    void requests_stand_newest_first_and_hostile_ones_are_text() {
        assertThat(developer.get(page).expect(200).text()).contains("Waiting for the first request");
        send("/first", "hello");
        send("/second?q=%3Cb%3E", "<script>alert(1)</script>\0\u202e");
        String list = developer.get(page).expect(200).text();
        assertThat(list.indexOf("/second")).isPositive().isLessThan(list.indexOf("/first"));
        assertThat(list).contains("unsigned");
        for (String pane : List.of("body", "raw", "hex", "headers", "query", "signature", "curl", "<b>")) {
            String there = page + "/requests/2?show=" + URLEncoder.encode(pane, StandardCharsets.UTF_8);
            assertThat(developer.get(there).expect(200).text())
                    .contains("POST /second")
                    .doesNotContain("<script>alert", "<i>", "<b>", "\0");
        }
        assertThat(developer.get(page + "/requests/2?show=headers").text()).contains("X-Odd", "&lt;i&gt;");
        assertThat(developer.get(page + "/requests/2?show=query").text()).contains("&lt;b&gt;");
        assertThat(developer.get(page + "/requests/2").text()).contains("&lt;script&gt;alert(1)");
        developer.get(page + "/requests/3").expect(404);
        developer.get(page + "/requests/x").expect(404);
        assertThat(developer.get(page + "?before=2").expect(200).text())
                .contains("/first")
                .doesNotContain("/second");
    }

    @Test
    void a_signature_is_judged_and_explained() {
        Endpoint endpoint = server.bean(Webhooks.class)
                .endpoints()
                .create(account.id(), EndpointSettings.forUrl(url), Optional.empty());
        developer.submit(page, WebhookRoom.path(endpoint) + "/test").expect(200);
        assertThat(developer.get(page).expect(200).text()).contains("valid");
        assertThat(developer
                        .get(page + "/requests/1?show=signature")
                        .expect(200)
                        .text())
                .contains(
                        "Valid.",
                        "Signed with the secret of <a href=\"" + WebhookRoom.path(endpoint) + "\"",
                        "The exact string that is signed",
                        "v1: HMAC with SHA-256");
    }

    @Test
    void a_viewer_looks_and_changes_nothing_and_other_accounts_see_nothing() {
        send("/one", "1");
        Browser viewer = people.member(account, Role.VIEWER);
        String token = viewer.token(LIST);
        assertThat(viewer.get(page).expect(200).text()).contains("/one").doesNotContain("Delete this");
        viewer.post(LIST, token).expect(403);
        viewer.post(page + "/delete", token).expect(403);
        viewer.post(page + "/clear", token, "last", "9").expect(403);
        viewer.post(page + "/requests/1/delete", token).expect(403);
        viewer.post(page + "/settings", token, "name", "x").expect(403);
        viewer.post(page + "/answer", token, "status", "500").expect(403);
        viewer.post(page + "/answer/preset", token, "preset", "drop").expect(403);
        viewer.get(page + "/answer").expect(403);
        Browser other = people.owner(people.newAccount());
        other.get(page).expect(404);
        other.get(page + "/requests/1").expect(404);
        other.get(page + "/requests/1/body").expect(404);
        other.get(page + "/export.har").expect(404);
        other.get(page + "/answer").expect(404);
        other.submit(LIST, page + "/requests/1/delete").expect(404);
        other.submit(LIST, page + "/delete").expect(404);
        Browser.location(developer.submit(page, page + "/delete"));
        developer.get(page).expect(404);
    }

    @Test
    void bytes_that_are_no_text_are_shown_in_hex_and_downloaded_as_they_came() {
        byte[] bytes = {0, (byte) 0xff, 'A', (byte) 0x80};
        server.stranger().post(URI.create(url).getRawPath(), BodyPublishers.ofByteArray(bytes));
        assertThat(developer.get(page + "/requests/1?show=hex").expect(200).text())
                .contains("00000000   00 ff 41 80", "..A.");
        assertThat(developer.get(page + "/requests/1?show=curl").expect(200).text())
                .contains("--data-binary @request-1.bin");
        Answer download = developer.get(page + "/requests/1/body").expect(200);
        assertThat(download.body()).isEqualTo(bytes);
        assertThat(download.header("Content-Disposition")).contains("attachment", "request-1.bin");
        assertThat(download.header("Content-Type")).isEqualTo("application/octet-stream");
    }

    @Test
    void a_mebibyte_on_one_line_and_two_hundred_headers_stand_on_pages_of_their_own() {
        String[] headers = new String[400];
        for (int i = 0; i < 200; i++) {
            headers[2 * i] = "X-" + i;
            headers[2 * i + 1] = "<" + i + ">";
        }
        server.stranger()
                .post(URI.create(url).getRawPath(), BodyPublishers.ofString("x".repeat(1 << 20)), headers)
                .expect(200);
        Answer body = developer.get(page + "/requests/1").expect(200);
        assertThat(body.text()).contains("cut here: 1048576 bytes in all");
        assertThat(body.body().length).isLessThan(400_000);
        assertThat(developer.get(page + "/requests/1?show=headers").expect(200).text())
                .contains("X-199", "&lt;199&gt;")
                .doesNotContain("<199>");
    }

    @Test
    void a_form_and_a_query_are_decoded_and_a_command_reads_no_file() {
        server.stranger()
                .post(
                        URI.create(url).getRawPath() + "?a=1+2&b=%2541",
                        BodyPublishers.ofString("note=it%27s&@x='"),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        assertThat(developer.get(page + "/requests/1").expect(200).text()).contains("it's");
        assertThat(developer.get(page + "/requests/1?show=query").expect(200).text())
                .contains("1 2", "%41");
        assertThat(developer.get(page + "/requests/1?show=curl").expect(200).text())
                .contains("--data-raw", "@x='\\''", "--globoff");
    }

    @Test
    void words_are_found_in_path_headers_and_body_whatever_their_case() {
        send("/Orders?id=7", "hello WORLD");
        send("/else", "nothing");
        for (String words : List.of("orders", "world", "x-odd: <I>", "post /catch")) {
            assertThat(found(words)).as(words).contains("/Orders");
        }
        assertThat(found("WORLD")).doesNotContain("/else").doesNotContain("data-seen");
        assertThat(found("%_\\")).contains("No kept request holds this");
        developer.get(page + "?q=a%00b").expect(422);
    }

    @Test
    void an_answer_is_set_by_a_preset_and_by_a_form_that_says_what_is_wrong() {
        developer.submit(page, page + "/answer/preset", "preset", "recovering").expect(303);
        assertThat(developer.get(page).text()).contains("Answers 500 to the next 3 requests, then answers 200.");
        developer.submit(page, page + "/answer/preset", "preset", "nonsense").expect(400);
        String wrong = developer
                .submit(
                        page,
                        page + "/answer",
                        "status",
                        "99",
                        "delay",
                        "31",
                        "headers",
                        "Set-Cookie: a=b",
                        "body",
                        "<b>kept</b>")
                .expect(422)
                .text();
        assertThat(wrong)
                .contains("must be from 200 to 599", "must be from 0 to 30 seconds", "Set-Cookie is set by the catcher")
                .contains("&lt;b&gt;kept&lt;/b&gt;", "value=\"31\"");
        developer
                .submit(
                        page,
                        page + "/answer",
                        "status",
                        "429",
                        "delay",
                        "0.05",
                        "headers",
                        "Retry-After: 7\r\nX-B: c",
                        "body",
                        "a\r\nb",
                        "fail_times",
                        "2")
                .expect(303);
        Answer answer = server.stranger().get(URI.create(url).getRawPath()).expect(429);
        assertThat(answer.text()).isEqualTo("a\nb");
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(developer.get(page).text())
                .contains("Answers 429 with 2 headers and a body of 3\u202fB after 0.05 s to the next request, then");
    }

    @Test
    void a_catcher_is_renamed_emptied_and_loses_single_requests() {
        send("/one", "1");
        send("/two", "2");
        developer.submit(page, page + "/settings", "name", "  <Staging> ").expect(303);
        assertThat(developer.get(LIST).text()).contains("&lt;Staging&gt;").doesNotContain("<Staging>");
        assertThat(developer
                        .submit(page, page + "/settings", "name", "x".repeat(101))
                        .expect(422)
                        .text())
                .contains("at most 100 characters");
        developer.submit(page, page + "/requests/1/delete").expect(303);
        developer.get(page + "/requests/1").expect(404);
        developer.submit(page, page + "/requests/1/delete").expect(404);
        send("/three", "3");
        developer.submit(page, page + "/clear", "last", "2").expect(303);
        assertThat(developer.get(page).text()).contains("/three").doesNotContain("/two");
    }

    @Test
    void an_export_holds_everything_but_credentials() {
        server.stranger()
                .post(
                        URI.create(url).getRawPath() + "/x?a=b",
                        BodyPublishers.ofString("body"),
                        "Authorization",
                        "Bearer hush",
                        "Cookie",
                        "s=hush",
                        "X-Other",
                        "shown");
        server.stranger().post(URI.create(url).getRawPath(), BodyPublishers.ofByteArray(new byte[] {(byte) 0xff}));
        Answer har = developer.get(page + "/export.har").expect(200);
        assertThat(har.text()).doesNotContain("hush").contains("(masked)", "shown");
        assertThat(har.text("/log/entries/0/request/url")).isEqualTo(url + "/x?a=b");
        assertThat(har.text("/log/entries/0/request/postData/text")).isEqualTo("body");
        assertThat(har.text("/log/entries/1/request/postData/_encoding")).isEqualTo("base64");
        String lines = developer.get(page + "/export.ndjson").expect(200).text();
        assertThat(lines.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"number\":"));
        assertThat(lines).doesNotContain("hush");
    }

    private String found(String words) {
        return developer
                .get(page + "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
                .expect(200)
                .text();
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
