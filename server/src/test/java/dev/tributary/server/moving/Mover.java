package dev.tributary.server.moving;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.testkit.Await;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A merchant who brings files. */
public record Mover(Merchant merchant) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> BUSY = List.of("checking", "running");

    Answer upload(String query, String csv) {
        return upload(query, csv.getBytes(StandardCharsets.UTF_8));
    }

    Answer upload(String query, byte[] csv) {
        return merchant.calls()
                .post(
                        "/api/v1/imports?" + query,
                        BodyPublishers.ofByteArray(csv),
                        "Content-Type",
                        "text/csv; charset=utf-8");
    }

    /** Brings a file and gives the import as it ends. */
    public JsonNode bring(String query, String csv) {
        return end(upload(query, csv).expect(202).text("/id"));
    }

    /** What a file would do. */
    JsonNode check(String query, String csv) {
        return bring(query + "&dry_run=true", csv);
    }

    JsonNode end(String id) {
        return Await.value(PATIENCE, "the end of " + id, () -> {
            JsonNode view = merchant.get("/api/v1/imports/" + id).expect(200).json();
            return BUSY.contains(view.path("state").stringValue("")) ? Optional.empty() : Optional.of(view);
        });
    }

    String export(String kind) {
        return merchant.get("/api/v1/exports/" + kind + ".csv").expect(200).text();
    }

    /** New, changed, unchanged and refused. */
    public static String counts(JsonNode view) {
        return "%d %d %d %d"
                .formatted(
                        view.path("new").intValue(),
                        view.path("changed").intValue(),
                        view.path("unchanged").intValue(),
                        view.path("refused").intValue());
    }

    /** Line, column and message of each, without the cell's value. */
    public static List<String> errors(JsonNode view) {
        return view.path("errors").values().stream()
                .map(error -> error.path("line").intValue() + "/"
                        + (error.path("column").isNull()
                                ? "-"
                                : error.path("column").intValue()) + " "
                        + error.path("message").stringValue("").replaceFirst("^“.*?” ", ""))
                .toList();
    }
}
