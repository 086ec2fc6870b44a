package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                                | PT0S
            120                              | PT2M
            ' 5 '                            | PT5S
            000000000000007                  | PT7S
            99999999999999999999999999       | PT277777H46M39S
            Sun, 22 Nov 2026 12:01:00 GMT    | PT1M
            Sunday, 22-Nov-26 12:01:00 GMT   | PT1M
            Sun Nov 22 12:01:00 2026         | PT1M
            Thu Jan  7 12:00:00 2027         | PT1104H
            Wed, 21 Oct 2015 07:28:00 GMT    | PT0S
            Sun, 22 Nov 9999 12:01:00 GMT    |
            -1                               |
            1.5                              |
            ١٢                               |
            soon                             |
            ''                               |
            2026-11-22T12:01:00Z             |
            """)
    void seconds_and_dates_are_read_and_garbage_is_not(String value, Duration expected) {
        assertThat(RetryAfter.parse(value, NOW)).isEqualTo(Optional.ofNullable(expected));
    }
}
