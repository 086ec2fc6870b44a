package dev.tributary.server.conversion;

import static dev.tributary.server.conversion.Books.TEN_PERCENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.order.Commissionable;
import dev.tributary.server.order.Refund;
import dev.tributary.server.order.RefundLine;
import dev.tributary.server.order.Sale;
import dev.tributary.testkit.Seeds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What refunds take back that give back a part of what a piece cost. */
class TakenBackPartsTest {
    private static final int RUNS = 400;
    private static final AttributionRules USUAL = AttributionRules.DEFAULT;
    private static final Terms ALL_OF_IT = new Terms.PercentOfSale(new BigDecimal("100"));

    @Test
    void a_part_of_what_a_piece_cost_takes_back_its_part_of_the_commission() {
        Books books = new Books(
                Given.summed("0.00", "0.00", "0.00", Given.line("100.00", 1), Given.line("50.00", 1)), TEN_PERCENT);
        books.refund(given("r1", 1, 1, "10.00"));
        assertThat(books.last().worth().commissionable()).isEqualTo("-10.00");
        assertThat(books.last().worth().commission()).isEqualTo("-1.00");
        books.refund(given("r2", 1, 0, "90.00"));
        assertThat(books.sums()).isEqualTo(amounts("5.00", "50.00", "50.00"));
    }

    @Test
    void a_piece_takes_its_flat_amount_along_however_little_was_paid_back_for_it() {
        Books books = new Books(
                Given.summed("0.00", "0.00", "0.00", Given.line("40.00", 2), Given.line("1.00", 1)),
                new Terms.PerItem(BigDecimal.TWO));
        books.refund(given("r1", 1, 1, "0.50"));
        assertThat(books.last().worth().commission()).isEqualTo("-2.00");
    }

    @Test
    void shares_that_a_shop_rounded_are_whole_pieces() {
        Books books = new Books(Given.summed("10.00", "0.00", "5.00", Given.line("10.00", 3)), ALL_OF_IT);
        books.refund(given("r1", 1, 1, "6.67"), given("r2", 1, 1, "6.67"), given("r3", 1, 1, "6.66"));
        assertThat(books.balance()).isEqualTo("0.00");
    }

    @Test
    void any_part_of_a_line_takes_its_part_of_the_commission_back_and_all_parts_take_all_in_any_order() {
        RandomGenerator random = Seeds.random("parts of lines");
        for (int i = 0; i < RUNS; i++) {
            Sale sale = Given.summed(
                    random.nextBoolean() ? "0.00" : "17.53",
                    "0.00",
                    "0.00",
                    Given.line("100.00", 1 + random.nextInt(4)),
                    Given.line("33.00", 1));
            BigDecimal cost = Commissionable.of(sale, USUAL).lines().getFirst().net();
            int pieces = random.nextInt(1 + sale.lines().getFirst().quantity());
            BigDecimal worth = pieces == 0
                    ? cost
                    : cost.multiply(BigDecimal.valueOf(pieces))
                            .divide(BigDecimal.valueOf(sale.lines().getFirst().quantity()), RoundingMode.DOWN);
            BigDecimal part = RandomSales.upTo(random, worth, 2);
            Refund one = given("r1", 1, pieces, part.toPlainString());
            Refund other = given("r2", 1, 0, cost.subtract(part).toPlainString());
            Books books = new Books(sale, ALL_OF_IT);
            books.refund(one);
            assertThat(books.balance())
                    .as("%s of %s", one, sale)
                    .isCloseTo(sale.total().subtract(part), within(new BigDecimal("0.02")));
            books.refund(other);
            assertThat(books.balance())
                    .as("%s of %s", one, sale)
                    .isEqualTo(sale.total().subtract(cost));
            Books reverse = new Books(sale, ALL_OF_IT);
            reverse.refund(other);
            reverse.refund(one);
            assertThat(reverse.sums()).as("%s of %s", one, sale).isEqualTo(books.sums());
        }
    }

    private static Refund given(String key, int line, int quantity, String amount) {
        RefundLine back = RefundLine.ofLine(line, quantity, Optional.of(new BigDecimal(amount)));
        return Refund.ofLines(key, Given.ORDERED, Optional.empty(), List.of(back));
    }

    private static List<BigDecimal> amounts(String... amounts) {
        return Stream.of(amounts).map(BigDecimal::new).toList();
    }
}
