package dev.tributary.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class MoneyTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency JPY = Currency.getInstance("JPY");

    @Test
    void it_always_has_its_currencys_decimals() {
        assertThat(Money.rounded(new BigDecimal("1.5"), USD).text()).isEqualTo("1.50");
        assertThat(Money.rounded(new BigDecimal("1E+3"), JPY).text()).isEqualTo("1000");
        assertThatThrownBy(() -> new Money(new BigDecimal("1.5"), USD)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ties_go_to_the_even_digit() {
        assertThat(Money.rounded(new BigDecimal("0.125"), USD).text()).isEqualTo("0.12");
        assertThat(Money.rounded(new BigDecimal("0.135"), USD).text()).isEqualTo("0.14");
        assertThat(Money.rounded(new BigDecimal("-0.125"), USD).text()).isEqualTo("-0.12");
    }

    @Test
    void what_is_finer_than_the_currency_is_no_exact_amount() {
        assertThat(Money.exact(new BigDecimal("1.001"), USD)).isEmpty();
        assertThat(Money.exact(new BigDecimal("1.1000"), USD)).isPresent();
        assertThat(Money.exact(new BigDecimal("0.1"), JPY)).isEmpty();
    }

    @Test
    void codes_that_money_is_not_counted_in_are_no_currencies() {
        assertThat(Money.currency("EUR")).isPresent();
        for (String code : new String[] {"", "eur", "XXX", "XAU", "ZZZ", "EURO"}) {
            assertThat(Money.currency(code)).as(code).isEmpty();
        }
    }

    @Test
    void amounts_of_different_currencies_do_not_add_up() {
        Money dollar = Money.rounded(BigDecimal.ONE, USD);
        assertThat(dollar.plus(dollar).percent(BigDecimal.TEN).text()).isEqualTo("0.20");
        assertThatThrownBy(() -> dollar.plus(Money.zero(JPY))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_offers_amount_is_written_without_padding() {
        assertThat(Money.unpadded(new BigDecimal("10.0000"))).isEqualTo("10");
        assertThat(Money.unpadded(new BigDecimal("100"))).isEqualTo("100");
        assertThat(Money.unpadded(new BigDecimal("0.00"))).isEqualTo("0");
        assertThat(Money.unpadded(new BigDecimal("12.50"))).isEqualTo("12.5");
    }
}
