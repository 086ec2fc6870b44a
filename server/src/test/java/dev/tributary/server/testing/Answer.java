package dev.tributary.server.testing;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(int status, HttpHeaders headers, byte[] body) {
    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The text or number at a JSON pointer. */
    public String text(String pointer) {
        return json().at(pointer).asString();
    }

    /** A header's first value; empty where there is none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The answer itself, if it has this status. */
    public Answer expect(int expected) {
        Assertions.assertThat(status).as(text()).isEqualTo(expected);
        return this;
    }

    /** The answer itself, if it is a problem with this status, complete as every refusal must be. */
    public Answer expectProblem(int expected) {
        expect(expected);
        Assertions.assertThat(header("content-type")).as(text()).startsWith("application/problem+json");
        JsonNode problem = json();
        Assertions.assertThat(problem.path("status").intValue()).isEqualTo(expected);
        Assertions.assertThat(problem.path("type").stringValue("")).startsWith("urn:tributary:problem:");
        Assertions.assertThat(problem.path("title").stringValue("")).isNotBlank();
        Assertions.assertThat(problem.path("detail").stringValue("")).isNotBlank();
        return this;
    }

    /** The answer itself, if it is a 422 that names this field. */
    public Answer expectBadField(String field) {
        return expectProblem(422).names(field);
    }

    /** The answer itself, if this field is among its errors, each of which says what is wrong. */
    public Answer names(String field) {
        Assertions.assertThat(json().path("errors").values())
                .as(text())
                .allMatch(error -> !error.path("message").stringValue("").isBlank())
                .anyMatch(error -> error.path("field").stringValue("").equals(field));
        return this;
    }

    public long id() {
        return json().path("id").longValue();
    }
}
