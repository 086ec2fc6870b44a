package dev.tributary.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The classic body of every topic, key for key, in order, type for type, beside a file that nobody may change. */
@Tag("database")
class GoldenBodiesTest {
    private final LiveServer server = SharedServer.server();

    @Test
    void every_topics_classic_example_is_its_golden_file() throws IOException {
        Merchant merchant = server.merchant();
        List<String> topics = merchant.get("/api/v1/topics")
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .map(topic -> topic.path("type").asString())
                .toList();
        assertThat(topics).hasSize(13);
        for (String topic : topics) {
            String body = merchant.get("/api/v1/topics/" + topic + "/example?format=classic")
                    .expect(200)
                    .text();
            assertThat(body).as(topic).isEqualTo(golden(topic));
        }
    }

    /** White space aside, which the files have for the reader. */
    private static String golden(String topic) throws IOException {
        String name = "/golden/classic/" + topic + ".json";
        try (InputStream file =
                Objects.requireNonNull(GoldenBodiesTest.class.getResourceAsStream(name), "no golden file " + name)) {
            return JsonMapper.shared().writeValueAsString(JsonMapper.shared().readTree(file.readAllBytes()));
        }
    }
}
