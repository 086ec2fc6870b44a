package dev.tributary.server.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadCellTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "19.90 | 19.90",
                "$19.90 | 19.90",
                "1,234.50 USD | 1234.50",
                "€ 7 | 7",
                "12.5 % | 12.5",
                "-5.00 | -5.00",
                "−5 | -5"
            })
    void numbers_are_read_as_people_write_them(String cell, String number) {
        assertThat(ReadCell.number(cell)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234", "10,00", "1.234,50", "12,34.5", "ten", "1e9", "--1", "1.2.3", ""})
    void a_number_that_could_mean_two_things_means_nothing(String cell) {
        assertThat(ReadCell.number(cell)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 2026-01-30T23:00:00Z",
        "2026-07-01 10:00:00, 2026-07-01T08:00:00Z",
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+05:30, 2026-01-31T06:30:00Z",
        "2026-01-31 12:00:00 -0500, 2026-01-31T17:00:00Z",
        "2026-01-31 12:00:00 UTC, 2026-01-31T12:00:00Z"
    })
    void a_time_without_an_offset_is_in_the_zone(String cell, Instant time) {
        assertThat(ReadCell.time(cell, BERLIN, DayOrder.YEAR_FIRST)).contains(time);
    }

    @Test
    void days_with_slashes_are_read_only_when_it_is_said_how() {
        assertThat(ReadCell.time("02/03/2026", BERLIN, DayOrder.YEAR_FIRST)).isEmpty();
        assertThat(ReadCell.time("02/03/2026", ZoneId.of("UTC"), DayOrder.MONTH_FIRST))
                .isEqualTo(Optional.of(Instant.parse("2026-02-03T00:00:00Z")));
        assertThat(ReadCell.time("02.03.2026 7:05", ZoneId.of("UTC"), DayOrder.DAY_FIRST))
                .isEqualTo(Optional.of(Instant.parse("2026-03-02T07:05:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-02-30", "31/12/2026", "2026-13-01 00:00:00", "1", "2026-01-31T12:00"})
    void what_is_no_time_is_none(String cell) {
        boolean minutes = cell.equals("2026-01-31T12:00");
        assertThat(ReadCell.time(cell, BERLIN, DayOrder.MONTH_FIRST).isPresent())
                .isEqualTo(minutes);
    }
}
