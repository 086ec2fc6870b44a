package dev.tributary.server.conversion;

import static dev.tributary.server.conversion.Books.TEN_PERCENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.order.OrderLine;
import dev.tributary.server.order.Refund;
import dev.tributary.server.order.RefundLine;
import dev.tributary.server.order.Sale;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What pieces that come back take back of the commission that they earned. */
class TakenBackPiecesTest {
    @Test
    void a_piece_that_comes_back_takes_its_own_commission_back() {
        Books books = new Books(
                Given.summed("0.00", "20.00", "0.00", Given.line("40.00", 2), Given.line("20.00", 1)), TEN_PERCENT);
        books.returned("r1", 1);
        assertThat(books.last().worth().commission()).isEqualTo("-4.00");
        assertThat(books.last().worth().commissionable()).isEqualTo("-40.00");
        assertThat(books.last().worth().total()).isEqualTo("-40.00");
    }

    @Test
    void the_order_s_discount_comes_off_what_a_piece_takes_back() {
        Books books = new Books(
                Given.summed("50.00", "0.00", "0.00", Given.line("40.00", 2), Given.line("20.00", 1)), TEN_PERCENT);
        books.returned("r1", 1);
        assertThat(books.last().worth().commission()).isEqualTo("-2.00");
    }

    @Test
    void a_flat_amount_per_order_stays_until_nothing_is_left() {
        Books books = new Books(
                Given.summed("0.00", "5.00", "0.00", Given.line("40.00", 2)), new Terms.PerOrder(BigDecimal.TWO));
        books.returned("r1", 1);
        assertThat(books.last().worth().commission()).isEqualTo("0.00");
        books.returned("r2", 1);
        assertThat(books.last().worth().commission()).isEqualTo("-2.00");
    }

    @Test
    void a_flat_amount_per_item_goes_with_the_piece_whatever_was_paid_back_for_it() {
        Books books = new Books(
                Given.summed("0.00", "0.00", "0.00", Given.line("40.00", 2), Given.line("1.00", 1)),
                new Terms.PerItem(BigDecimal.TWO));
        books.refund(Refund.ofLines(
                "r1",
                Given.ORDERED,
                Optional.of(new BigDecimal("0.50")),
                List.of(RefundLine.ofLine(2, 1, Optional.empty()))));
        assertThat(books.last().worth().commission()).isEqualTo("-2.00");
    }

    @Test
    void a_sku_with_a_rate_of_its_own_takes_back_its_own() {
        Terms terms = new Terms.BySku(
                new Terms.PerOrder(new BigDecimal("5.00")), Map.of("SKU-40.00", new Terms.PerItem(BigDecimal.TWO)));
        Books books = new Books(
                Given.summed(
                        "0.00", "0.00", "0.00", Given.line("40.00", 2), Given.line("1.00", 1), Given.line("2.00", 1)),
                terms);
        assertThat(books.balance()).isEqualTo("9.00");
        books.returned("r1", 1);
        assertThat(books.last().worth().commission()).isEqualTo("-2.00");
        books.returned("r2", 2);
        assertThat(books.balance()).isEqualTo("7.00");
    }

    @Test
    void a_sku_that_several_lines_have_fills_them_in_turn() {
        Sale sale =
                Given.summed("0.00", "0.00", "0.00", sku("A", "10.00", 1), sku("A", "30.00", 2), sku("B", "5.00", 1));
        Books books = new Books(sale, TEN_PERCENT);
        books.refund(Refund.ofLines(
                "r1", Given.ORDERED, Optional.empty(), List.of(RefundLine.ofSku("a", 2, Optional.empty()))));
        assertThat(books.last().worth().commission()).isEqualTo("-4.00");
    }

    private static OrderLine sku(String sku, String price, int quantity) {
        BigDecimal zero = new BigDecimal("0.00");
        return new OrderLine(Optional.of(sku), Optional.empty(), quantity, new BigDecimal(price), zero, zero, false);
    }
}
