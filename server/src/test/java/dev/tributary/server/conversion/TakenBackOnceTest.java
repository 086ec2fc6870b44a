package dev.tributary.server.conversion;

import static dev.tributary.server.conversion.Books.TEN_PERCENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.order.OrderKey;
import dev.tributary.server.order.OrderLine;
import dev.tributary.server.order.Refund;
import dev.tributary.server.order.Sale;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told more than once, or in more than one way, is taken back once. */
class TakenBackOnceTest {
    @Test
    void pieces_taken_out_of_a_line_are_back_once_whether_a_refund_names_them_or_not() {
        Sale sold = Given.summed("0.00", "0.00", "0.00", Given.line("40.00", 3), Given.line("20.00", 1));
        OrderLine full = sold.lines().getFirst();
        OrderLine less = new OrderLine(
                full.sku(),
                full.name(),
                full.quantity(),
                full.price(),
                full.discount(),
                full.includedTax(),
                full.giftCard(),
                full.shopLine(),
                2);
        Books books = new Books(sold, TEN_PERCENT);
        books.edit(Given.summed(sold, List.of(less, sold.lines().getLast())), TEN_PERCENT);
        assertThat(books.balance()).isEqualTo("6.00");
        books.returned("r1", 1);
        assertThat(books.balance()).isEqualTo("6.00");
        books.returned("r2", 1);
        assertThat(books.balance()).isEqualTo("6.00");
        books.returned("r3", 1);
        assertThat(books.balance()).isEqualTo("2.00");
    }

    @Test
    void sums_told_so_far_count_once_and_the_largest_counts() {
        Books books = new Books(Given.summed("0.00", "0.00", "0.00", Given.line("100.00", 1)), TEN_PERCENT);
        OrderKey key = new OrderKey("x", "1");
        books.refund(Refund.soFar(key, Given.ORDERED, new BigDecimal("50.00")));
        books.refund(Refund.soFar(key, Given.ORDERED, new BigDecimal("30.00")));
        assertThat(books.refunds).hasSize(1);
        assertThat(books.balance()).isEqualTo("5.00");
    }

    @Test
    void a_refund_that_was_waived_is_not_asked_for_again() {
        Books books = new Books(Given.summed("0.00", "0.00", "0.00", Given.line("40.00", 2)), TEN_PERCENT);
        books.returned("r1", 1);
        Conversion waived = books.last();
        books.refunds.set(
                0,
                waived.changed(
                        waived.standing().with(Status.DENIED, Optional.of(DeniedReason.OTHER), Optional.empty()),
                        Given.ORDERED));
        books.returned("r2", 1);
        assertThat(books.last().worth().commission()).isEqualTo("-4.00");
        assertThat(books.refunds).hasSize(2);
    }
}
