package dev.tributary.server.hostile;

import dev.tributary.server.testing.Answer;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What every refusal must look like. */
final class Refusal {
    private Refusal() {}

    /** What is wrong with an answer; nothing if it is a success, or a problem as it should be. */
    static Optional<String> fault(Answer answer) {
        if (answer.status() >= 200 && answer.status() < 300) {
            return Optional.empty();
        }
        if (answer.status() < 400 || answer.status() >= 500) {
            return Optional.of("status " + answer.status() + " " + answer.text());
        }
        if (!answer.header("content-type").startsWith("application/problem+json")) {
            return Optional.of("no problem: " + answer.header("content-type") + " " + answer.text());
        }
        JsonNode problem = answer.json();
        boolean complete = problem.path("type").stringValue("").startsWith("urn:tributary:problem:")
                && !problem.path("title").stringValue("").isBlank()
                && !problem.path("detail").stringValue("").isBlank()
                && problem.path("status").asInt() == answer.status();
        boolean named = answer.status() != 422
                || problem.path("errors")
                                .valueStream()
                                .filter(error ->
                                        !error.path("field").stringValue("").isBlank()
                                                && !error.path("message")
                                                        .stringValue("")
                                                        .isBlank())
                                .count()
                        > 0;
        return complete && named ? Optional.empty() : Optional.of("incomplete: " + answer.text());
    }

    static boolean isOne(Answer answer) {
        return answer.status() >= 400;
    }
}
