package dev.tributary.server.catcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatcherTest {
    private LiveServer server;
    private Merchant merchant;

    @BeforeAll
    void start() {
        server = LiveServer.start(Map.of());
        merchant = server.merchant();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_new_catcher_has_an_unguessable_url_and_answers_200() {
        Answer made = merchant.post("/api/v1/catchers");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("id").asString()).matches("cat_[0-9a-f]{32}");
        assertThat(made.json().path("url").asString()).matches("http://127.0.0.1:[0-9]+/catch/[0-9a-f]{32}");
        assertThat(made.json().path("created_at").asString()).matches("20[0-9-]+T[0-9:.]+Z");
        assertThat(send(made, "POST", "", "hello").status()).isEqualTo(200);
        assertThat(requests(made, "").path(0).path("body").asString()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//x;y=1",
                "/a//b/../c",
                "/%2e%2e/%2F;jsessionid=1",
                "/form?a=1&a=2&b=%00",
                "?q=<script>|{}",
                "/emoji/%F0%9F%98%80",
                "/a\\b"
            })
    void any_path_is_kept_as_it_came(String path) throws IOException {
        Answer made = merchant.post("/api/v1/catchers");
        String target = URI.create(url(made)).getPath() + path;
        String answer = raw("POST " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\na=1&b=2");
        assertThat(answer).startsWith("HTTP/1.1 200");
        JsonNode caught = requests(made, "").path(0);
        assertThat(caught.path("path").asString()).isEqualTo(target);
        assertThat(caught.path("body").asString()).isEqualTo("a=1&b=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "BREW"})
    void any_method_is_caught(String method) throws IOException {
        Answer made = merchant.post("/api/v1/catchers");
        String answer = raw(method + " " + URI.create(url(made)).getPath()
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-B: 2\r\nX-A: 1\r\nx-b: 3\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200");
        JsonNode caught = requests(made, "").path(0);
        assertThat(caught.path("method").asString()).isEqualTo(method);
        assertThat(caught.path("header_lines").toString()).contains("\"X-B: 2\",\"X-A: 1\",\"x-b: 3\"");
        assertThat(caught.path("headers").path("X-B").asString()).isEqualTo("2, 3");
    }

    @Test
    void bytes_that_are_no_text_come_back_in_base64() throws IOException {
        Answer made = merchant.post("/api/v1/catchers");
        send(made, "POST", "", new byte[] {0, 1, (byte) 0xff, 0});
        send(made, "POST", "", "a\0b".getBytes(StandardCharsets.UTF_8));
        JsonNode caught = requests(made, "");
        assertThat(caught.path(0).path("body").isNull()).isTrue();
        assertThat(caught.path(0).path("body_base64").asString()).isEqualTo("AAH/AA==");
        assertThat(caught.path(1).path("body").asString()).isEqualTo("a\0b");
    }

    @Test
    void a_mebibyte_is_kept_whole_and_more_is_cut_and_answered_413() {
        Answer made = merchant.post("/api/v1/catchers");
        assertThat(send(made, "POST", "", new byte[1 << 20]).status()).isEqualTo(200);
        assertThat(send(made, "POST", "", new byte[(1 << 20) + 1]).status()).isEqualTo(413);
        assertThat(send(made, "POST", "", new byte[10 << 20]).status()).isEqualTo(413);
        JsonNode caught = requests(made, "");
        assertThat(caught.path(0).path("truncated").asBoolean()).isFalse();
        assertThat(caught.path(0).path("body_bytes").asInt()).isEqualTo(1 << 20);
        assertThat(caught.path(2).path("truncated").asBoolean()).isTrue();
        assertThat(caught.path(2).path("status").asInt()).isEqualTo(413);
    }

    @Test
    void multipart_is_not_parsed() {
        Answer made = merchant.post("/api/v1/catchers");
        String body = "--b\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nx\r\n--b--\r\n";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(made)))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(Calls.send(request).status()).isEqualTo(200);
        assertThat(requests(made, "").path(0).path("body").asString()).isEqualTo(body);
    }

    @Test
    void it_answers_as_its_owner_chose() {
        Answer made = merchant.post("/api/v1/catchers");
        Answer patched = merchant.patch(
                path(made),
                "{\"status\":429,\"headers\":{\"Retry-After\":\"7\",\"Content-Type\":\"text/html\"},\"body\":\" slow \"}");
        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        Answer answer = send(made, "POST", "", "x");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.text()).isEqualTo(" slow ");
        assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
        assertThat(send(made, "POST", "/x/503", "x").status()).isEqualTo(503);
        assertThat(send(made, "POST", "/204", "x").status()).isEqualTo(204);
        assertThat(merchant.patch(path(made), "{\"status\":301}")
                        .json()
                        .path("body")
                        .asString())
                .isEqualTo(" slow ");
    }

    @Test
    void it_fails_as_often_as_told_and_then_answers_200() {
        Answer made = merchant.post("/api/v1/catchers", "{\"fail_times\":2}");
        assertThat(made.json().path("status").asInt()).isEqualTo(500);
        assertThat(send(made, "POST", "", "1").status()).isEqualTo(500);
        assertThat(merchant.get(path(made)).json().path("failures_left").asInt())
                .isEqualTo(1);
        assertThat(send(made, "POST", "", "2").status()).isEqualTo(500);
        assertThat(send(made, "POST", "", "3").status()).isEqualTo(200);
    }

    @Test
    void it_drops_the_connection_without_a_byte() throws IOException {
        Answer made = merchant.post("/api/v1/catchers", "{\"drop\":true}");
        String answer =
                raw("POST " + URI.create(url(made)).getPath() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx");
        assertThat(answer).isEmpty();
        assertThat(requests(made, "").path(0).path("status").isNull()).isTrue();
    }

    @Test
    void it_takes_its_time() {
        Answer made = merchant.post("/api/v1/catchers", "{\"delay_ms\":300}");
        long start = System.nanoTime();
        assertThat(send(made, "POST", "", "x").status()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(300));
    }

    @Test
    void a_reader_who_waits_gets_the_next_request_and_goes_on_after_it() throws Exception {
        Answer made = merchant.post("/api/v1/catchers");
        send(made, "POST", "", "first");
        Answer first = merchant.get(path(made) + "/requests");
        String cursor = first.json().path("next_cursor").asString();
        assertThat(cursor).isEqualTo("1");
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(
                () -> merchant.get(path(made) + "/requests?after=" + cursor + "&wait=30s"));
        send(made, "POST", "", "second");
        Answer second = waiting.get(20, TimeUnit.SECONDS);
        assertThat(second.json().path("data").size()).isEqualTo(1);
        assertThat(second.json().path("data").path(0).path("number").asInt()).isEqualTo(2);
        Answer none = merchant.get(path(made) + "/requests?after=2");
        assertThat(none.json().path("data").isEmpty()).isTrue();
        assertThat(none.json().path("next_cursor").isNull()).isTrue();
    }

    @Test
    void requests_are_numbered_without_gaps_however_many_come_at_once() {
        Answer made = merchant.post("/api/v1/catchers");
        CompletableFuture<?>[] all = new CompletableFuture<?>[100];
        for (int i = 0; i < all.length; i++) {
            String body = String.valueOf(i);
            all[i] = CompletableFuture.runAsync(() -> send(made, "POST", "", body));
        }
        CompletableFuture.allOf(all).join();
        JsonNode caught = requests(made, "?limit=200");
        assertThat(caught.size()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            assertThat(caught.path(i).path("number").asInt()).isEqualTo(i + 1);
        }
    }

    @Test
    void a_catcher_and_all_it_caught_can_be_deleted() {
        Answer made = merchant.post("/api/v1/catchers");
        send(made, "POST", "", "x");
        assertThat(merchant.delete(path(made)).status()).isEqualTo(204);
        assertThat(merchant.delete(path(made)).status()).isEqualTo(404);
        assertThat(merchant.get(path(made)).status()).isEqualTo(404);
        assertThat(send(made, "POST", "", "x").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":199}",
                "{\"status\":600}",
                "{\"status\":\"200\"}",
                "{\"delay_ms\":30001}",
                "{\"delay_ms\":-1}",
                "{\"fail_times\":-1}",
                "{\"fail_times\":2,\"status\":204}",
                "{\"drop\":\"yes\"}",
                "{\"headers\":[]}",
                "{\"headers\":{\"Set-Cookie\":\"a=b\"}}",
                "{\"headers\":{\"Content-Length\":\"1\"}}",
                "{\"headers\":{\"a b\":\"1\"}}",
                "{\"headers\":{\"A\":\"1\\r\\nB: 2\"}}",
                "{\"headers\":{\"A\":1}}",
                "{\"body\":\"a\\u0000b\"}",
                "{\"colour\":\"red\"}"
            })
    void an_answer_that_can_not_be_is_refused_by_name(String body) {
        Answer made = merchant.post("/api/v1/catchers");
        Answer refused = merchant.patch(path(made), body);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isNotEmpty();
        assertThat(merchant.get(path(made)).json()).isEqualTo(made.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?after=x", "?after=-1", "?wait=61s", "?wait=x", "?limit=0", "?limit=201", "?limit=x"})
    void a_question_that_can_not_be_read_is_400(String query) {
        Answer made = merchant.post("/api/v1/catchers");
        Answer refused = merchant.get(path(made) + "/requests" + query);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    }

    @Test
    void another_account_sees_nothing_and_a_key_does_only_what_its_scopes_say() {
        Answer made = merchant.post("/api/v1/catchers");
        Merchant other = server.merchant();
        assertThat(other.get(path(made)).status()).isEqualTo(404);
        assertThat(other.get(path(made) + "/requests").status()).isEqualTo(404);
        assertThat(other.patch(path(made), "{}").status()).isEqualTo(404);
        assertThat(other.delete(path(made)).status()).isEqualTo(404);
        assertThat(other.get("/api/v1/catchers").json().path("data").isEmpty()).isTrue();
        Merchant reader = merchant.with(Scope.READ);
        assertThat(reader.get(path(made)).status()).isEqualTo(200);
        assertThat(reader.post("/api/v1/catchers").status()).isEqualTo(403);
        assertThat(merchant.get("/api/v1/catchers/nonsense").status()).isEqualTo(404);
        assertThat(merchant.get("/api/v1/catchers?cursor=nonsense").status()).isEqualTo(400);
    }

    @Test
    void catchers_are_listed_newest_first_page_by_page() {
        Merchant other = server.merchant();
        for (int i = 0; i < 3; i++) {
            other.post("/api/v1/catchers");
        }
        Answer first = other.get("/api/v1/catchers?limit=2");
        assertThat(first.json().path("data").size()).isEqualTo(2);
        Answer rest = other.get("/api/v1/catchers?limit=2&cursor="
                + first.json().path("next_cursor").asString());
        assertThat(rest.json().path("data").size()).isEqualTo(1);
        assertThat(rest.json().path("next_cursor").isNull()).isTrue();
    }

    private JsonNode requests(Answer made, String query) {
        Answer answer = merchant.get(path(made) + "/requests" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data");
    }

    private Answer send(Answer made, String method, String more, String body) {
        return send(made, method, more, body.getBytes(StandardCharsets.UTF_8));
    }

    private Answer send(Answer made, String method, String more, byte[] body) {
        return Calls.send(HttpRequest.newBuilder(URI.create(url(made) + more))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    private static String url(Answer made) {
        return made.json().path("url").asString();
    }

    private static String path(Answer made) {
        return "/api/v1/catchers/" + made.json().path("id").asString();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
