package dev.tributary.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void money_has_its_currencys_decimals_and_a_true_minus() {
        assertThat(money("1250", "USD")).isEqualTo("1,250.00\u00a0USD");
        assertThat(money("-12.5", "EUR")).isEqualTo("−12.50\u00a0EUR");
        assertThat(money("1500", "JPY")).isEqualTo("1,500\u00a0JPY");
        assertThat(money("0", "KWD")).isEqualTo("0.000\u00a0KWD");
    }

    @Test
    void durations_and_sizes_are_as_long_as_they_need_be() {
        assertThat(took(Duration.ofMillis(84))).isEqualTo("84 ms");
        assertThat(took(Duration.ofMillis(2412))).isEqualTo("2.4 s");
        assertThat(took(Duration.ofMinutes(5))).isEqualTo("5 min");
        assertThat(took(Duration.ofHours(47))).isEqualTo("47 h");
        assertThat(took(Duration.ofDays(3))).isEqualTo("3 d");
        assertThat(Format.bytes(999)).isEqualTo("999\u202fB");
        assertThat(Format.bytes(1418)).isEqualTo("1.4\u202fkB");
        assertThat(Format.percent(0.0537)).isEqualTo("5.4\u202f%");
        assertThat(Format.percent(1)).isEqualTo("100\u202f%");
    }

    @Test
    void times_without_script_say_that_they_are_utc() {
        Instant at = Instant.parse("2020-02-14T18:48:42Z");
        assertThat(Format.utc(at)).isEqualTo("14 Feb 2020 18:48:42 UTC");
        assertThat(Format.shortUtc(at)).isEqualTo("14 Feb 18:48 UTC");
    }

    private static String money(String amount, String currency) {
        return Format.money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    private static String took(Duration duration) {
        return Format.took(duration).replace('\u202f', ' ');
    }
}
