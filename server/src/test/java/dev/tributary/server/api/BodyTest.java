package dev.tributary.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class BodyTest {
    private static final String JSON = "application/json";

    private final LiveServer server = SharedServer.server();
    private final Merchant owner = server.merchant();
    private final Calls calls = owner.calls();

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "1", "\"x\"", "{}{}", "{'a':1}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"})
    void what_is_no_json_object_is_400(String body) {
        calls.post("/api/v1/offers", body).expectProblem(400);
    }

    @Test
    void deep_nesting_and_endless_numbers_are_400() {
        calls.post("/api/v1/offers", "{\"name\":" + "[".repeat(100_000) + "}").expectProblem(400);
        calls.post("/api/v1/offers", "{\"a\":".repeat(70) + "1" + "}".repeat(70))
                .expectProblem(400);
        calls.post("/api/v1/offers", "{\"amount\":" + "9".repeat(5000) + "}").expectProblem(400);
    }

    @Test
    void bytes_that_are_no_utf_8_are_400() {
        byte[] body = "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        body[9] = (byte) 0xff;
        calls.post("/api/v1/offers", BodyPublishers.ofByteArray(body), "Content-Type", JSON)
                .expectProblem(400);
    }

    @Test
    void a_body_over_a_mebibyte_is_413_whether_its_length_is_said_or_not() {
        byte[] body = new byte[10 << 20];
        Arrays.fill(body, (byte) ' ');
        calls.post("/api/v1/offers", BodyPublishers.ofByteArray(body), "Content-Type", JSON)
                .expectProblem(413);
        calls.post(
                        "/api/v1/offers",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                        "Content-Type",
                        JSON)
                .expectProblem(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json;charset=latin1", "x"})
    void what_is_not_sent_as_json_is_415(String type) {
        calls.post("/api/v1/offers", BodyPublishers.ofString("{}"), "Content-Type", type)
                .expectProblem(415);
    }

    @Test
    void all_mistakes_are_told_at_once() {
        var errors = calls.post("/api/v1/offers", "{\"amount\":[],\"wat\":1}")
                .expectProblem(422)
                .json()
                .path("errors");
        assertThat(errors.values())
                .extracting(error -> error.path("field").stringValue())
                .containsExactly("name", "type", "amount", "wat");
        assertThat(server.rows("offer", owner.account())).isZero();
    }

    @Test
    void charsets_and_vendor_types_of_json_are_read() {
        calls.post("/api/v1/offers", BodyPublishers.ofString("{}"), "Content-Type", "application/json; charset=UTF-8")
                .expectProblem(422);
        calls.post("/api/v1/offers", BodyPublishers.ofString("{}"), "Content-Type", "application/merge-patch+json")
                .expectProblem(422);
    }
}
