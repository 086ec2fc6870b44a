package dev.tributary.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The back-up that the documents recommend for the embedded database, put back. */
class CopiedFolderTest {
    private static final Duration LIMIT = Duration.ofSeconds(50);

    @TempDir
    private Path folder;

    @Test
    @Tag("long")
    void a_folder_copied_back_tells_readers_who_were_ahead() throws Exception {
        Path data = folder.resolve("data");
        Path copy = folder.resolve("copy");
        try (Installation installation = new Installation(data, "http://127.0.0.1:9")) {
            installation.start();
            Calls calls = installation.account();
            offer(calls, "before");
            String kept = cursor(calls, "");
            stop(installation);
            run("cp", "-a", data.toString(), copy.toString());

            installation.start();
            affiliates(calls, 5);
            String ahead = cursor(calls, "?after=" + kept);
            assertThat(ahead).isNotEqualTo(kept);
            stop(installation);
            run("rm", "-r", data.toString());
            run("cp", "-a", copy.toString(), data.toString());

            installation.start();
            calls.get("/api/v1/events?after=" + ahead).expectProblem(410);
            affiliates(calls, 30);
            calls.get("/api/v1/events?after=" + ahead).expectProblem(410); // though the ids have passed it by now
            assertThat(calls.get("/api/v1/events?after=" + kept)
                            .expect(200)
                            .json()
                            .path("data"))
                    .hasSize(30);
        }
    }

    private static void stop(Installation installation) {
        installation.killServer();
        installation.killDatabase();
        Await.until(
                LIMIT, "the database to end", () -> installation.postmaster().isEmpty());
    }

    private static void offer(Calls calls, String name) {
        calls.post("/api/v1/offers", "{\"name\":\"%s\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"10\"}".formatted(name))
                .expect(201);
        affiliates(calls, 1);
    }

    private static void affiliates(Calls calls, int count) {
        long offer = calls.get("/api/v1/offers")
                .expect(200)
                .json()
                .path("data")
                .path(0)
                .path("id")
                .asLong();
        for (int i = 0; i < count; i++) {
            calls.post("/api/v1/affiliates", """
                            {"first_name":"A","last_name":"B","email":"a%d@example.com","offer_id":%d,"status":"ACTIVE"}
                            """.formatted(System.nanoTime(), offer))
                    .expect(201);
        }
    }

    private static String cursor(Calls calls, String after) {
        Answer answer = calls.get("/api/v1/events" + after).expect(200);
        return answer.text("/next_cursor");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
