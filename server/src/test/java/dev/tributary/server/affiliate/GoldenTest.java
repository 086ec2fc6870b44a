package dev.tributary.server.affiliate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The samples' values in, the samples' JSON out: key for key, in order, type for type. */
class GoldenTest {
    @Test
    void an_affiliate_in_the_classic_format_is_the_sample() throws IOException {
        assertThat(Examples.AFFILIATE.classic())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(golden("affiliate"));
    }

    @Test
    void a_trigger_in_the_classic_format_is_the_sample() throws IOException {
        assertThat(Examples.TRIGGER.classic()).asString(StandardCharsets.UTF_8).isEqualTo(golden("trigger"));
    }

    /** White space aside, which the samples have for the reader. */
    private static String golden(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                GoldenTest.class.getResourceAsStream("/golden/" + name + ".json"), "no golden file " + name)) {
            return JsonMapper.shared().writeValueAsString(JsonMapper.shared().readTree(file.readAllBytes()));
        }
    }
}
