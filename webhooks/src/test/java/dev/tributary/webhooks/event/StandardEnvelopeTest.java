package dev.tributary.webhooks.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardEnvelopeTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void the_sequence_is_the_last_member_of_data() {
        assertThat(envelope("{\"hat\":\"bówler\"}\n"))
                .isEqualTo(
                        "{\"type\":\"hat.sold\",\"timestamp\":\"2026-05-01T12:00:00.000Z\",\"data\":{\"hat\":\"bówler\",\"sequence\":7}}");
        assertThat(envelope("{ }")).endsWith("\"data\":{ \"sequence\":7}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "}"})
    void data_must_be_an_object(String data) {
        assertThatThrownBy(() -> envelope(data)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String envelope(String data) {
        return new String(
                StandardEnvelope.of("hat.sold", NOW, data.getBytes(StandardCharsets.UTF_8), 7), StandardCharsets.UTF_8);
    }
}
