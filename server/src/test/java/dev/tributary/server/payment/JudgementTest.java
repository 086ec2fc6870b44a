package dev.tributary.server.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Money;
import dev.tributary.server.conversion.Due;
import dev.tributary.server.conversion.Owed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void a_balance_of_exactly_the_minimum_is_paid_and_a_cent_less_is_not() {
        Judgement judgement =
                Judgement.of(List.of(due(1, USD, "20.00"), due(2, USD, "19.99")), Set.of(), run(new Who.All(), 20));
        assertThat(judgement.paid()).extracting(due -> due.owed().affiliate()).containsExactly(1L);
        assertThat(reasons(judgement)).containsExactly("2 BELOW_MINIMUM");
    }

    @Test
    void nothing_and_less_is_never_paid_whatever_the_minimum() {
        Judgement judgement =
                Judgement.of(List.of(due(1, USD, "0.00"), due(2, EUR, "-3.00")), Set.of(), run(new Who.All(), 0));
        assertThat(judgement.paid()).isEmpty();
        assertThat(reasons(judgement)).containsExactly("1 NOT_ABOVE_ZERO", "2 NOT_ABOVE_ZERO");
    }

    @Test
    void the_minimum_counts_in_its_own_currency_alone() {
        Judgement judgement = Judgement.of(List.of(due(1, EUR, "0.01")), Set.of(), run(new Who.All(), 20));
        assertThat(judgement.paid()).hasSize(1);
    }

    @Test
    void everybody_is_nobody_who_is_denied_or_disabled_but_who_is_named_is_meant() {
        List<Due> due = List.of(due(1, USD, "5.00"), due(2, USD, "5.00"), due(3, USD, "-1.00"));
        Set<Long> barred = Set.of(2L, 3L);
        Judgement everybody = Judgement.of(due, barred, run(new Who.All(), 0));
        assertThat(everybody.paid()).extracting(one -> one.owed().affiliate()).containsExactly(1L);
        assertThat(reasons(everybody)).containsExactly("2 DENIED_OR_DISABLED", "3 NOT_ABOVE_ZERO");
        assertThat(Judgement.of(due, barred, run(new Who.These(Set.of(1L, 2L)), 0))
                        .paid())
                .hasSize(2);
    }

    @Test
    void of_balances_that_were_ticked_only_those_are_paid() {
        Who who = new Who.Balances(Set.of(new Who.Balance(1, EUR), new Who.Balance(2, USD)));
        Judgement judgement = Judgement.of(List.of(due(1, EUR, "5.00"), due(1, USD, "5.00")), Set.of(), run(who, 0));
        assertThat(judgement.paid()).extracting(due -> due.owed().currency()).containsExactly(EUR);
        assertThat(reasons(judgement)).containsExactly("2 NOTHING_OWED");
    }

    @Test
    void a_run_makes_no_more_payments_than_it_may_and_says_that_there_are_more() {
        List<Due> due = LongStream.rangeClosed(1, Judgement.MOST + 1)
                .mapToObj(affiliate -> due(affiliate, USD, "1.00"))
                .toList();
        Judgement judgement = Judgement.of(due, Set.of(), run(new Who.All(), 0));
        assertThat(judgement.paid()).hasSize(Judgement.MOST);
        assertThat(judgement.more()).isTrue();
        assertThat(Judgement.of(due.subList(1, due.size()), Set.of(), run(new Who.All(), 0))
                        .more())
                .isFalse();
    }

    @Test
    void the_same_wish_has_the_same_text_and_another_has_another() {
        Who these = new Who.These(Set.of(3L, 1L, 2L));
        assertThat(run(these, 5).text())
                .isEqualTo(run(new Who.These(Set.of(2L, 3L, 1L)), 5).text());
        assertThat(run(these, 5).text()).isNotEqualTo(run(these, 6).text());
        assertThat(run(these, 5).text()).isNotEqualTo(run(new Who.All(), 5).text());
    }

    @Test
    void a_beginning_makes_another_wish_and_without_one_the_text_is_what_it_was_before_there_were_any() {
        Optional<Instant> may = Optional.of(Instant.parse("2026-05-01T00:00:00Z"));
        Optional<Instant> june = Optional.of(Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(run(new Who.All(), 5).text()).isEqualTo("all|*|*|5.00USD|PAYPAL|sent|");
        assertThat(Stream.of(Optional.<Instant>empty(), may, june)
                        .map(from -> run(new Who.All(), 5, from).text()))
                .doesNotHaveDuplicates();
    }

    private static List<String> reasons(Judgement judgement) {
        return judgement.skipped().stream()
                .map(skipped -> skipped.owed().affiliate() + " " + skipped.reason())
                .toList();
    }

    private static Due due(long affiliate, Currency currency, String sum) {
        return new Due(new Owed(affiliate, currency, new BigDecimal(sum), 1), List.of(affiliate));
    }

    private static Run run(Who who, long minimum) {
        return run(who, minimum, Optional.empty());
    }

    private static Run run(Who who, long minimum, Optional<Instant> from) {
        return new Run(
                who,
                Optional.empty(),
                from,
                Optional.empty(),
                Money.rounded(BigDecimal.valueOf(minimum), USD),
                PaymentMethod.PAYPAL,
                Optional.empty(),
                false);
    }
}
