package dev.tributary.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.SharedServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frame of every page, through HTTP. */
@Tag("database")
@Tag("once")
class PageTest {
    private static final LiveServer SERVER = LiveServer.start(Map.of("TRIBUTARY_DEVELOPMENT", "1"));
    private static final Calls BROWSER = new Calls(SERVER.port(), "");
    private static final Pattern LINKED = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void a_page_lets_nothing_in_from_elsewhere_and_nothing_inline() {
        Answer page = BROWSER.get("/console/dev/components").expect(200);
        assertThat(header(page, "content-security-policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(header(page, "cache-control")).isEqualTo("no-store");
        assertThat(header(page, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.text())
                .doesNotContainPattern("\\s(style|on[a-z]+)=\"")
                .doesNotContain("<style", "<script>")
                .doesNotContainPattern("(src|href|action)=\"(https?:)?//");
    }

    @Test
    void what_a_page_links_is_served_for_ever_and_small_by_gzip() {
        List<String> links = LINKED.matcher(
                        BROWSER.get("/console/dev/components").text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(links).hasSize(5);
        for (String link : links) {
            Answer asset = BROWSER.get(link, "Accept-Encoding", "gzip").expect(200);
            assertThat(header(asset, "cache-control")).contains("immutable", "max-age=31536000");
            assertThat(header(asset, "content-encoding")).isEqualTo("gzip");
            assertThat(BROWSER.get(link).expect(200).body().length).isGreaterThan(asset.body().length);
        }
        BROWSER.get("/assets/000000000000/console.css").expectProblem(404);
    }

    @Test
    void a_sheet_is_a_page_by_itself_and_only_its_content_in_a_dialog() {
        assertThat(BROWSER.get("/console/dev/sheet").text())
                .contains("<!doctype html>")
                .contains("<h1 dir=\"auto\">New webhook</h1>");
        Answer part = BROWSER.get("/console/dev/sheet", "HX-Request", "true", "HX-Target", "dialog");
        assertThat(part.text())
                .doesNotContain("<html")
                .contains("<h2 id=\"dialog-title\" dir=\"auto\">New webhook</h2>")
                .contains("hx-target=\"#dialog\"");
        assertThat(header(part, "vary")).contains("HX-Target");
    }

    @Test
    void a_refused_form_shows_what_was_typed_and_why_it_is_wrong() {
        Answer answer = BROWSER.send("POST", "/console/dev/sheet", BodyPublishers.noBody())
                .expect(422);
        assertThat(answer.text())
                .contains("value=\"http://10.0.0.7/hook\"")
                .contains("aria-invalid=\"true\" aria-describedby=\"f-url-wrong\"")
                .contains("<a href=\"#f-url\">URL</a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"theme=dark", "a=b; theme=light"})
    void the_theme_that_the_reader_chose_is_in_the_page_from_the_start(String cookie) {
        assertThat(BROWSER.get("/console/dev/alone", "Cookie", cookie).text())
                .contains("data-theme=\"" + cookie.substring(cookie.indexOf("theme=") + 6) + "\"");
        assertThat(BROWSER.get("/console/dev/alone", "Cookie", "theme=x").text())
                .doesNotContain("data-theme=\"");
    }

    @Test
    void a_problem_is_a_page_for_a_person_a_toast_for_htmx_and_json_for_a_program() {
        String gone = "/assets/000000000000/gone";
        Answer page = BROWSER.get(gone, "Accept", "text/html,*/*;q=0.8").expect(404);
        assertThat(page.text()).contains("<h1 dir=\"auto\">Not found</h1>");
        assertThat(header(page, "content-security-policy")).isNotEmpty();
        assertThat(BROWSER.get(gone, "HX-Request", "true").expect(404).text())
                .startsWith("<div class=\"toast tone-bad\"")
                .contains("There is no such asset.");
        BROWSER.get(gone).expectProblem(404);
    }

    @Test
    void pages_for_developers_are_not_there_for_others() {
        SharedServer.server().stranger().get("/console/dev/components").expectProblem(404);
    }

    private static String header(Answer answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
