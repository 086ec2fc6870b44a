package dev.tributary.server.conversion;

import static dev.tributary.server.conversion.Books.TEN_PERCENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.order.OrderLine;
import dev.tributary.server.order.Refund;
import dev.tributary.server.order.Sale;
import dev.tributary.testkit.Seeds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What holds for refunds of any sale, under any terms. */
class TakenBackPropertiesTest {
    private static final int RUNS = 400;

    @Test
    void after_any_edit_the_books_hold_what_the_order_as_it_is_would_have_earned() {
        RandomGenerator random = Seeds.random("edits");
        for (int i = 0; i < 2_000; i++) {
            Sale before = RandomSales.sale(random);
            Sale after = RandomSales.sale(random);
            if (!after.currency().equals(before.currency())) {
                continue;
            }
            int scale = before.currency().getDefaultFractionDigits();
            Refund one = Refund.ofAmount("r1", Given.ORDERED, RandomSales.upTo(random, before.total(), scale));
            Refund two = Refund.ofAmount("r2", Given.ORDERED, RandomSales.upTo(random, after.total(), scale));
            Books edited = new Books(before, TEN_PERCENT);
            edited.refund(one);
            edited.edit(after, TEN_PERCENT);
            edited.refund(two);
            Books fresh = new Books(after, TEN_PERCENT);
            fresh.refund(one);
            fresh.refund(two);
            assertThat(edited.sums()).as("%s then %s", before, after).isEqualTo(fresh.sums());
        }
    }

    @Test
    void refunding_everything_in_any_number_of_parts_cancels_to_the_cent() {
        RandomGenerator random = Seeds.random("refunds in parts");
        for (int i = 0; i < RUNS; i++) {
            Sale sale = RandomSales.sale(random);
            Books books = new Books(
                    sale,
                    RandomSales.terms(random, sale.currency()),
                    RandomSales.rules(random),
                    RandomSales.skus(random, sale));
            List<Refund> parts = RandomSales.refunds(random, sale);
            BigDecimal taken = BigDecimal.ZERO;
            for (Refund part : parts) {
                books.refund(part);
                BigDecimal now = books.first.worth().commission().subtract(books.balance());
                assertThat(now)
                        .as("in parts %s", parts)
                        .isBetween(taken, books.first.worth().commission());
                taken = now;
            }
            assertThat(books.balance()).as("%s in parts %s", sale, parts).isZero();
            assertThat(books.commissionable()).as("%s in parts %s", sale, parts).isZero();
            assertThat(books.total()).as("%s in parts %s", sale, parts).isZero();
            int booked = books.refunds.size();
            parts.forEach(books::refund);
            assertThat(books.refunds).hasSize(booked);
        }
    }

    @Test
    void parts_add_up_to_what_one_refund_of_them_all_would_take_back_and_their_order_does_not_matter() {
        RandomGenerator random = Seeds.random("refunds at once");
        for (int i = 0; i < RUNS; i++) {
            Sale sale = RandomSales.sale(random);
            Terms terms = RandomSales.terms(random, sale.currency());
            AttributionRules rules = RandomSales.rules(random);
            Set<String> skus = RandomSales.skus(random, sale);
            List<Refund> all = RandomSales.refunds(random, sale);
            List<Refund> some = new ArrayList<>(all.subList(0, random.nextInt(all.size() + 1)));
            Books oneByOne = new Books(sale, terms, rules, skus);
            some.forEach(oneByOne::refund);
            Collections.shuffle(some, new Random(random.nextLong()));
            Books shuffled = new Books(sale, terms, rules, skus);
            some.forEach(shuffled::refund);
            Books atOnce = new Books(sale, terms, rules, skus);
            atOnce.refund(some.toArray(Refund[]::new));
            assertThat(oneByOne.sums())
                    .as("%s", some)
                    .isEqualTo(shuffled.sums())
                    .isEqualTo(atOnce.sums());
        }
    }

    @Test
    void nothing_depends_on_the_order_of_lines() {
        RandomGenerator random = Seeds.random("order of lines");
        for (int i = 0; i < RUNS; i++) {
            Sale sale = RandomSales.sale(random);
            List<OrderLine> lines = new ArrayList<>(sale.lines());
            Collections.shuffle(lines, new Random(random.nextLong()));
            Sale other = Given.summed(sale, lines);
            Terms terms = RandomSales.terms(random, sale.currency());
            AttributionRules rules = RandomSales.rules(random);
            Set<String> skus = RandomSales.skus(random, sale);
            Books one = new Books(sale, terms, rules, skus);
            Books two = new Books(other, terms, rules, skus);
            assertThat(one.first.worth()).isEqualTo(two.first.worth());
            List<Refund> byShopLine = RandomSales.refunds(random, sale);
            byShopLine.forEach(one::refund);
            byShopLine.forEach(two::refund);
            assertThat(one.refunds.stream().map(Conversion::worth).toList())
                    .isEqualTo(two.refunds.stream().map(Conversion::worth).toList());
        }
    }
}
