package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Failing;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisableRuleTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest(name = "{0} hours and {1} failures, warned at {2} % {3} hours ago: warning {4}, disabled {5}")
    @CsvSource({
        "0, 1, 0, , , false",
        "59, 100, 0, , , false",
        "60, 9, 0, , , false",
        "60, 10, 0, , 50, false",
        "60, 10, 50, 0, , false",
        "84, 13, 50, 24, , false",
        "84, 14, 50, 24, 70, false",
        "119, 19, 0, , 90, false",
        "119, 19, 90, 11, , false",
        "119, 500, 70, 35, 90, false",
        "9000, 9, 0, , , false",
        "9000, 10, 0, , 50, false",
        "9000, 14, 50, 0, 70, false",
        "9000, 18, 70, 0, 90, false",
        "9000, 19, 70, 5000, 90, false",
        "120, 20, 0, , 90, false",
        "120, 20, 70, 36, 90, false",
        "120, 20, 90, 5, , false",
        "120, 20, 90, 6, , true",
        "9000, 9000, 50, 8000, 90, false",
        "9000, 9000, 90, 5, , false",
        "9000, 9000, 90, 6, , true",
        "-1, 40, 0, , , false",
    })
    void time_and_failures_both_have_to_be_reached_and_the_last_warning_be_hours_ago(
            int hours, int failures, int warned, Integer warnedHours, Integer warning, boolean disabled) {
        Failing failing = new Failing(
                new AccountId(UUID.randomUUID()),
                new EndpointId(UUID.randomUUID()),
                NOW.minusSeconds(hours * 3600L),
                failures,
                warned,
                Optional.ofNullable(warnedHours).map(ago -> NOW.minusSeconds(ago * 3600L)));
        assertThat(DisableRule.CONTRACT.disables(failing, NOW)).isEqualTo(disabled);
        assertThat(DisableRule.CONTRACT.warning(failing, NOW))
                .isEqualTo(warning == null ? OptionalInt.empty() : OptionalInt.of(warning));
    }
}
