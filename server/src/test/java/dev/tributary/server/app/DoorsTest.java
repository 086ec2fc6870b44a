package dev.tributary.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.SharedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class DoorsTest {
    private final LiveServer server = SharedServer.server();
    private final Calls stranger = server.stranger();

    @Test
    void health_answers_without_a_key() {
        stranger.get("/livez").expect(200);
        stranger.get("/readyz").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/v2/offers", "/error", "/actuator", "/actuator/health", "/x.js"})
    void what_is_not_there_is_a_404_problem(String path) {
        stranger.get(path).expectProblem(404);
        stranger.post(path, "{}").expectProblem(404);
    }

    @Test
    void an_unknown_route_of_the_api_is_a_404_problem_and_a_wrong_method_a_405() {
        Calls calls = server.merchant().calls();
        calls.get("/api/v1/nothing").expectProblem(404);
        calls.post("/api/v1/nothing", "{}").expectProblem(404);
        assertThat(calls.delete("/api/v1/offers").expectProblem(405).headers().firstValue("allow"))
                .isPresent();
        calls.get("/api/v1/offers", "Accept", "text/html").expect(406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/t/echo//a",
                "/t/echo/a;b=c",
                "/t/echo/a%2Fb",
                "/t/echo/a%5Cb",
                "/t/echo/..;/x",
                "/t/echo/a%20|{}"
            })
    void a_raw_door_gets_every_path_untouched(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1")).contains("200").contains("\"uri\":\"" + path);
    }

    @Test
    void a_raw_door_gets_forms_before_anything_parses_them() {
        for (String type : new String[] {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"}) {
            for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE", "PURGE"}) {
                String body = stranger.send(
                                method, "/t/echo/x", BodyPublishers.ofString("a=1&b=%zz"), "Content-Type", type)
                        .expect(200)
                        .json()
                        .path("body")
                        .stringValue();
                assertThat(body).as(method).isEqualTo("a=1&b=%zz");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/offers;x=1", "//api/v1/offers", "/api/v1/%2e%2e/offers", "/api/v1/a%2Fb", "/%zz"})
    void elsewhere_an_odd_path_is_a_400_problem(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1")).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @Test
    void what_is_not_even_http_is_a_400_that_names_no_server() throws IOException {
        assertThat(raw("RUBBISH")).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("tomcat");
        assertThat(raw("GET / HTTP/1.1\r\nX: " + "x".repeat(100_000)))
                .startsWith("HTTP/1.1 4")
                .doesNotContainIgnoringCase("tomcat");
        assertThat(raw("GET /livez HTTP/1.1")).doesNotContain("Server:");
    }

    @Test
    void requests_run_on_virtual_threads() {
        assertThat(stranger.get("/t/echo/x").json().path("thread").stringValue())
                .isEqualTo("virtual");
    }

    /** Sends one request line as it is, which no HTTP client would. */
    private String raw(String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
