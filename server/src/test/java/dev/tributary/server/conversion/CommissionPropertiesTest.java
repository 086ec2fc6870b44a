package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.offer.Tiers;
import dev.tributary.server.order.Commissionable;
import dev.tributary.server.order.OrderLine;
import dev.tributary.server.order.Sale;
import dev.tributary.testkit.Seeds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What holds of every order and every offer. */
class CommissionPropertiesTest {
    private static final int RUNS = 3_000;
    private static final List<String> SKUS = List.of("TEA", "MUG", "TIN", "CUP");

    private final RandomGenerator random = Seeds.random("commissions");

    @Test
    void nothing_depends_on_the_order_of_lines() {
        for (int i = 0; i < RUNS; i++) {
            Sale sale = sale(currency());
            List<OrderLine> shuffled = new ArrayList<>(sale.lines());
            Collections.shuffle(shuffled, new Random(random.nextLong()));
            Sale other = Given.sale(sale.currency(), sale.discount(), sale.shipping(), sale.tax(), shuffled);
            Terms terms = terms(sale.currency());
            AttributionRules rules = rules();
            assertThat(earned(terms, other, rules)).as("%s of %s", terms, sale).isEqualTo(earned(terms, sale, rules));
            for (String sku : SKUS) {
                assertThat(Commissionable.of(other, rules).only(Set.of(sku)).total())
                        .as("%s of %s", sku, sale)
                        .isEqualTo(
                                Commissionable.of(sale, rules).only(Set.of(sku)).total());
            }
        }
    }

    @Test
    void lines_and_extras_add_up_to_the_whole_in_the_currencys_own_decimals() {
        for (int i = 0; i < RUNS; i++) {
            Sale sale = sale(currency());
            Commissionable whole = Commissionable.of(sale, rules());
            Terms terms = perLine(sale.currency());
            BigDecimal none = none(sale.currency());
            BigDecimal parts = Commission.of(terms, new Commissionable(List.of(), whole.extras()), sale.currency());
            for (Commissionable.Line line : whole.lines()) {
                parts = parts.add(Commission.of(terms, new Commissionable(List.of(line), none), sale.currency()));
            }
            BigDecimal all = Commission.of(terms, whole, sale.currency());
            assertThat(all).as("%s of %s", terms, sale).isEqualTo(parts).isNotNegative();
            assertThat(all.scale()).isEqualTo(sale.currency().getDefaultFractionDigits());
        }
    }

    @Test
    void partners_who_share_out_all_skus_earn_together_what_one_partner_would_without_the_extras() {
        for (int i = 0; i < RUNS; i++) {
            Sale sale = sale(currency());
            Commissionable whole = Commissionable.of(sale, AttributionRules.DEFAULT);
            Terms terms = perLine(sale.currency());
            BigDecimal shared = none(sale.currency());
            for (String sku : SKUS) {
                shared = shared.add(Commission.of(terms, whole.only(Set.of(sku)), sale.currency()));
            }
            assertThat(shared).as("%s of %s", terms, sale).isEqualTo(Commission.of(terms, whole, sale.currency()));
        }
    }

    @Test
    void an_override_replaces_what_its_sku_earns_and_touches_nothing_else() {
        for (int i = 0; i < RUNS; i++) {
            Sale sale = sale(currency());
            Currency currency = sale.currency();
            Commissionable whole = Commissionable.of(sale, rules());
            Terms rest = rate(currency, true);
            Terms own = rate(currency, false);
            Commissionable others = new Commissionable(
                    whole.lines().stream()
                            .filter(line -> !line.line().upperSku().equals(Optional.of("TEA")))
                            .toList(),
                    whole.extras());
            BigDecimal expected =
                    Commission.of(rest, others, currency).add(Commission.of(own, whole.only(Set.of("TEA")), currency));
            Terms terms = new Terms.BySku(rest, Map.of("TEA", own));
            assertThat(Commission.of(terms, whole, currency))
                    .as("%s of %s", terms, sale)
                    .isEqualTo(expected);
            Terms nothing = new Terms.BySku(rest, Map.of("TEA", new Terms.PercentOfSale(BigDecimal.ZERO)));
            assertThat(Commission.of(nothing, whole, currency)).isEqualTo(Commission.of(rest, others, currency));
        }
    }

    @Test
    void where_percentages_rise_more_revenue_never_earns_less() {
        for (int i = 0; i < RUNS; i++) {
            Tiers tiers = rising();
            BigDecimal less = BigDecimal.valueOf(random.nextLong(-1_000, 3_000));
            BigDecimal more = less.add(BigDecimal.valueOf(random.nextLong(2_000)));
            Sale sale = sale(currency());
            assertThat(earned(percent(tiers.at(more)), sale, AttributionRules.DEFAULT))
                    .as("%s from %s to %s", tiers, less, more)
                    .isGreaterThanOrEqualTo(earned(percent(tiers.at(less)), sale, AttributionRules.DEFAULT));
        }
    }

    private static BigDecimal earned(Terms terms, Sale sale, AttributionRules rules) {
        return Commission.of(terms, Commissionable.of(sale, rules), sale.currency());
    }

    private static Terms percent(Tiers.Tier tier) {
        return new Terms.PercentOfSale(tier.percent());
    }

    private Tiers rising() {
        List<Tiers.Tier> steps = new ArrayList<>();
        BigDecimal from = BigDecimal.ZERO;
        BigDecimal percent = BigDecimal.ZERO;
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            percent = percent.add(BigDecimal.valueOf(random.nextLong(2_000), 2));
            steps.add(new Tiers.Tier(from, percent));
            from = from.add(BigDecimal.valueOf(random.nextLong(1, 1_000)));
        }
        return new Tiers(Tiers.Basis.REVENUE, Optional.of(30), steps);
    }

    private Terms terms(Currency currency) {
        return random.nextBoolean() ? rate(currency, true) : bySku(rate(currency, true), currency);
    }

    /** Whatever earns by the line. */
    private Terms perLine(Currency currency) {
        return random.nextBoolean() ? rate(currency, false) : bySku(rate(currency, false), currency);
    }

    private Terms bySku(Terms rest, Currency currency) {
        return new Terms.BySku(rest, Map.of("TEA", rate(currency, false), "MUG", rate(currency, false)));
    }

    private Terms rate(Currency currency, boolean perOrder) {
        BigDecimal amount = BigDecimal.valueOf(random.nextLong(2_000), currency.getDefaultFractionDigits());
        return switch (random.nextInt(perOrder ? 4 : 3)) {
            case 0 -> new Terms.PercentOfSale(BigDecimal.valueOf(random.nextLong(1_000_000), 4));
            case 1 -> new Terms.PerItem(amount);
            case 2 -> new Terms.NotInThisCurrency();
            default -> new Terms.PerOrder(amount);
        };
    }

    private AttributionRules rules() {
        return new AttributionRules(false, false, true, random.nextBoolean(), random.nextBoolean());
    }

    private Currency currency() {
        return Currency.getInstance(List.of("USD", "JPY", "KWD").get(random.nextInt(3)));
    }

    private static BigDecimal none(Currency currency) {
        return BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits());
    }

    /** Few prices, so that lines often are alike; discounts that don't go evenly. */
    private Sale sale(Currency currency) {
        int scale = currency.getDefaultFractionDigits();
        List<OrderLine> lines = new ArrayList<>();
        for (int i = random.nextInt(7); i >= 0; i--) {
            BigDecimal price = BigDecimal.valueOf(random.nextLong(1, 40) * 7, scale);
            lines.add(new OrderLine(
                    Optional.of(SKUS.get(random.nextInt(SKUS.size()))),
                    Optional.empty(),
                    1 + random.nextInt(4),
                    price,
                    BigDecimal.valueOf(random.nextLong(5), scale),
                    BigDecimal.valueOf(random.nextLong(5), scale),
                    random.nextInt(8) == 0));
        }
        return Given.sale(
                currency,
                BigDecimal.valueOf(random.nextLong(300), scale),
                BigDecimal.valueOf(random.nextLong(300), scale),
                BigDecimal.valueOf(random.nextLong(300), scale),
                lines);
    }
}
