package dev.tributary.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.webhooks.WebhooksSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressProxySettingTest {
    @Test
    void there_is_none_unless_it_is_set() {
        assertThat(settings(Map.of()).egressProxy()).isEmpty();
    }

    @Test
    void it_is_read_from_the_environment_or_from_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("proxy"), "http://user:hunter2@proxy:3128\n");

        assertThat(settings(Map.of("TRIBUTARY_EGRESS_PROXY", "http://proxy:3128"))
                        .egressProxy()
                        .orElseThrow())
                .hasToString("proxy:3128");
        assertThat(settings(Map.of("TRIBUTARY_EGRESS_PROXY_FILE", file.toString()))
                        .egressProxy()
                        .orElseThrow()
                        .authorization())
                .isPresent();
    }

    @Test
    void one_that_cant_be_read_stops_the_start_without_telling_its_password() {
        StartFailure failure = catchThrowableOfType(
                StartFailure.class, () -> settings(Map.of("TRIBUTARY_EGRESS_PROXY", "http://user:hunter2@proxy")));

        assertThat(failure).hasMessageStartingWith("TRIBUTARY_EGRESS_PROXY: Write http://");
        assertThat(failure.getMessage() + failure.getCause()).doesNotContain("hunter2");
    }

    private static WebhooksSettings settings(Map<String, String> environment) {
        return EngineWiring.settings(Config.read(environment));
    }
}
