package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.offer.OfferType;
import dev.tributary.server.order.Commissionable;
import dev.tributary.server.order.OrderLine;
import dev.tributary.server.order.Sale;
import dev.tributary.testkit.Seeds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CommissionTest {
    private static final AttributionRules USUAL = AttributionRules.DEFAULT;

    @Test
    void ten_percent_of_the_items_not_of_shipping_and_tax() {
        Sale sale = Given.sale("0.00", "20.55", "10.00", Given.line("100.00", 1));
        assertThat(total(sale)).isEqualTo("100.00");
        assertThat(percent(sale, "10")).isEqualTo("10.00");
    }

    @Test
    void an_account_can_count_shipping_and_tax() {
        AttributionRules all = new AttributionRules(false, false, true, true, true);
        Sale sale = Given.sale("0.00", "20.55", "10.00", Given.line("100.00", 1));
        assertThat(Commissionable.of(sale, all).total()).isEqualTo("130.55");
        assertThat(Commission.of(new Terms.PercentOfSale(BigDecimal.TEN), Commissionable.of(sale, all), Given.USD))
                .isEqualTo("13.06");
    }

    @Test
    void discounts_gift_cards_and_included_taxes_earn_nothing() {
        Sale sale = Given.sale(
                "10.00",
                "0.00",
                "0.00",
                Given.line("60.00", 1, "10.00", "0.00", false),
                Given.line("50.00", 1, "0.00", "5.00", false),
                Given.line("25.00", 2, "0.00", "0.00", true));
        assertThat(total(sale)).isEqualTo("85.00");
        assertThat(perItem(sale)).isEqualTo("4.00");
    }

    @Test
    void a_discount_larger_than_the_items_leaves_zero() {
        Sale sale = Given.sale("500.00", "500.00", "0.00", Given.line("10.00", 3), Given.line("0.00", 1));
        assertThat(total(sale)).isEqualTo("0.00");
        assertThat(percent(sale, "10")).isEqualTo("0.00");
    }

    @Test
    void every_line_is_rounded_to_the_even_cent() {
        Sale sale = Given.sale("0.00", "0.00", "0.00", Given.line("0.25", 1), Given.line("0.75", 1));
        // 0.025 becomes 0.02 and 0.075 becomes 0.08; rounding the sum alone would give the same by luck
        assertThat(percent(sale, "10")).isEqualTo("0.10");
        assertThat(percent(Given.sale("0.00", "0.00", "0.00", Given.line("0.25", 1), Given.line("0.25", 1)), "10"))
                .isEqualTo("0.04");
    }

    @Test
    void flat_amounts_are_per_piece_or_per_order() {
        Sale sale = Given.sale("0.00", "0.00", "0.00", Given.line("10.00", 3), Given.line("5.00", 1));
        assertThat(perItem(sale)).isEqualTo("8.00");
        assertThat(perOrder(sale)).isEqualTo("2.00");
    }

    @Test
    void an_order_of_gift_cards_alone_earns_no_flat_amount() {
        Sale sale = Given.sale("0.00", "0.00", "0.00", Given.line("10.00", 1, "0.00", "0.00", true));
        assertThat(perOrder(sale)).isEqualTo("0.00");
        assertThat(perItem(sale)).isEqualTo("0.00");
    }

    @Test
    void flat_amounts_count_in_their_own_currency_only() {
        Partner partner = Given.partner(
                1,
                new dev.tributary.server.offer.Terms(
                        "Flat", OfferType.FLAT_RATE_PER_ITEM, BigDecimal.TWO, 30, Optional.empty()));
        assertThat(Rates.FIRST.terms(partner, Given.USD)).isEqualTo(new Terms.PerItem(BigDecimal.TWO));
        assertThat(Rates.FIRST.terms(partner, Currency.getInstance("EUR"))).isEqualTo(new Terms.NotInThisCurrency());
    }

    @Test
    void a_sku_claim_earns_on_its_own_lines() {
        Sale sale = Given.sale("0.00", "9.00", "0.00", Given.line("10.00", 1), Given.line("30.00", 1));
        assertThat(Commissionable.of(sale, USUAL).only(Set.of("SKU-30.00")).total())
                .isEqualTo("30.00");
    }

    @Test
    void amounts_keep_the_scale_of_their_currency_and_parts_add_up() {
        RandomGenerator random = Seeds.random("orders");
        for (int i = 0; i < 20_000; i++) {
            Currency currency =
                    Currency.getInstance(List.of("USD", "JPY", "KWD").get(random.nextInt(3)));
            Sale sale = anySale(random, currency);
            Commissionable basis = Commissionable.of(sale, USUAL);
            BigDecimal items = sale.lines().stream()
                    .filter(line -> !line.giftCard())
                    .map(line -> line.price().multiply(BigDecimal.valueOf(line.quantity())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal expected = items.subtract(sale.discount()).max(BigDecimal.ZERO);
            assertThat(basis.total()).isEqualByComparingTo(expected).hasScaleOf(currency.getDefaultFractionDigits());
            BigDecimal commission = Commission.of(new Terms.PercentOfSale(new BigDecimal("12.5")), basis, currency);
            BigDecimal exact = expected.multiply(new BigDecimal("0.125"));
            BigDecimal slack = BigDecimal.valueOf(sale.lines().size() + 1, currency.getDefaultFractionDigits())
                    .divide(BigDecimal.TWO, 10, RoundingMode.UP);
            assertThat(commission.subtract(exact).abs()).isLessThanOrEqualTo(slack);
            assertThat(commission).hasScaleOf(currency.getDefaultFractionDigits());
        }
    }

    private static Sale anySale(RandomGenerator random, Currency currency) {
        int scale = currency.getDefaultFractionDigits();
        BigDecimal zero = BigDecimal.ZERO.setScale(scale);
        List<OrderLine> lines = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            BigDecimal price = BigDecimal.valueOf(random.nextLong(100_000), scale);
            lines.add(new OrderLine(
                    Optional.empty(),
                    Optional.empty(),
                    1 + random.nextInt(5),
                    price,
                    zero,
                    zero,
                    random.nextInt(8) == 0));
        }
        return Given.sale(currency, BigDecimal.valueOf(random.nextLong(50_000), scale), zero, zero, lines);
    }

    private static BigDecimal total(Sale sale) {
        return Commissionable.of(sale, USUAL).total();
    }

    private static BigDecimal percent(Sale sale, String percent) {
        return Commission.of(
                new Terms.PercentOfSale(new BigDecimal(percent)), Commissionable.of(sale, USUAL), Given.USD);
    }

    private static BigDecimal perItem(Sale sale) {
        return Commission.of(new Terms.PerItem(BigDecimal.TWO), Commissionable.of(sale, USUAL), Given.USD);
    }

    private static BigDecimal perOrder(Sale sale) {
        return Commission.of(new Terms.PerOrder(BigDecimal.TWO), Commissionable.of(sale, USUAL), Given.USD);
    }
}
