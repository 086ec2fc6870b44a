package dev.tributary.server.conversion;

import static dev.tributary.server.conversion.Books.TEN_PERCENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.order.OrderKey;
import dev.tributary.server.order.OrderLine;
import dev.tributary.server.order.Refund;
import dev.tributary.server.order.RefundLine;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What refunds that tell an amount take back. */
class TakenBackAmountsTest {
    @Test
    void an_amount_alone_takes_back_its_share_of_the_order() {
        Books books = new Books(Given.summed("0.00", "20.55", "10.00", Given.line("100.00", 1)), TEN_PERCENT);
        books.refund(Refund.ofAmount("r1", Given.ORDERED, new BigDecimal("13.055")));
        assertThat(books.last().worth().commission()).isEqualTo("-1.00");
        assertThat(books.last().worth().commissionable()).isEqualTo("-10.00");
    }

    @Test
    void shipping_that_earned_nothing_takes_nothing_back() {
        Books books = new Books(Given.summed("0.00", "20.00", "0.00", Given.line("100.00", 1)), TEN_PERCENT);
        books.refund(new Refund(
                "r1",
                Given.ORDERED,
                Optional.of(new BigDecimal("20.00")),
                List.of(),
                Optional.of(new BigDecimal("20.00")),
                Optional.empty(),
                false));
        assertThat(books.last().worth().total()).isEqualTo("-20.00");
        assertThat(books.last().worth().commission()).isEqualTo("0.00");
    }

    @Test
    void what_the_shop_kept_of_a_returned_piece_stays_earned() {
        Books books = new Books(
                Given.summed("0.00", "0.00", "0.00", Given.line("100.00", 1), Given.line("50.00", 1)), TEN_PERCENT);
        books.refund(Refund.ofLines(
                "r1",
                Given.ORDERED,
                Optional.of(new BigDecimal("75.00")),
                List.of(RefundLine.ofLine(1, 1, Optional.empty()))));
        assertThat(books.last().worth().commission()).isEqualTo("-7.50");
    }

    @Test
    void an_amount_of_an_order_that_a_line_was_taken_out_of_takes_back_its_share_of_what_is_left() {
        OrderLine gone = new OrderLine(
                Optional.empty(),
                Optional.empty(),
                1,
                new BigDecimal("50.00"),
                new BigDecimal("0.00"),
                new BigDecimal("0.00"),
                false,
                Optional.of("2"),
                1);
        Books books = new Books(Given.summed("0.00", "0.00", "10.00", Given.line("50.00", 1), gone), TEN_PERCENT);
        books.refund(Refund.ofAmount("r1", Given.ORDERED, new BigDecimal("27.50")));
        assertThat(books.total()).isEqualTo("27.50");
        assertThat(books.commissionable()).isEqualTo("25.00");
        assertThat(books.balance()).isEqualTo("2.50");
    }

    @Test
    void sums_of_several_payments_add_up() {
        Books books = new Books(Given.summed("0.00", "0.00", "0.00", Given.line("100.00", 1)), TEN_PERCENT);
        books.refund(Refund.soFar(new OrderKey("x", "pi_1"), Given.ORDERED, new BigDecimal("50.00")));
        books.refund(Refund.soFar(new OrderKey("x", "pi_2"), Given.ORDERED, new BigDecimal("30.00")));
        assertThat(books.balance()).isEqualTo("2.00");
    }
}
