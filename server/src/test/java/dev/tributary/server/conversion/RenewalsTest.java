package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.offer.OfferType;
import dev.tributary.server.offer.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose the renewals of a subscription are. */
class RenewalsTest {
    private static final AttributionRules USUAL = AttributionRules.DEFAULT;
    private static final Partner HOLDER = limited(1, Optional.of(2));

    @Test
    void a_renewal_without_a_clue_goes_to_the_first_affiliate_by_the_first_mechanism() {
        Conversion first = first(500, Claim.coupon(HOLDER, "SPRING"), Status.PENDING);
        Verdict verdict = decide(new Renewals(List.of(first), Map.of()), HOLDER);
        assertThat(verdict.winners()).hasSize(1);
        Claim claim = verdict.winners().getFirst();
        assertThat(claim.partner()).isEqualTo(HOLDER);
        assertThat(claim.mechanism()).isEqualTo(Mechanism.COUPON);
        assertThat(claim.trigger()).contains("SPRING");
        assertThat(claim.renewal()).contains(new Renewal(500, 0, false));
    }

    @Test
    void the_limit_ends_it_and_then_nobody_is_credited() {
        Conversion first = first(500, Claim.coupon(HOLDER, "SPRING"), Status.APPROVED);
        Claim link = Given.link(2);
        assertThat(decide(new Renewals(List.of(first), Map.of(500L, 1L)), HOLDER, link)
                        .winners())
                .hasSize(1);
        Verdict verdict = decide(new Renewals(List.of(first), Map.of(500L, 2L)), HOLDER, link);
        assertThat(verdict.winners()).isEmpty();
        assertThat(verdict.losers())
                .extracting(Loss::reason)
                .containsExactly(LossReason.RENEWAL_LIMIT, LossReason.SUBSCRIPTION_TAKEN);
    }

    @Test
    void clues_of_the_same_affiliate_are_one_with_the_renewal() {
        Conversion first = first(500, Given.link(1), Status.PENDING);
        Claim again = Claim.coupon(HOLDER, "SPRING");
        Claim named = Claim.manual(HOLDER);
        Verdict verdict = decide(new Renewals(List.of(first), Map.of(500L, 2L)), HOLDER, again, named);
        assertThat(verdict.winners()).isEmpty();
        assertThat(verdict.losers()).extracting(Loss::reason).containsExactly(LossReason.RENEWAL_LIMIT);
    }

    @Test
    void whom_the_sender_names_wins_even_a_renewal() {
        Conversion first = first(500, Given.link(1), Status.PENDING);
        Claim named = Claim.manual(Given.partner(8));
        Verdict verdict = decide(new Renewals(List.of(first), Map.of()), HOLDER, named);
        assertThat(verdict.winners()).containsExactly(named);
        assertThat(verdict.losers()).extracting(Loss::reason).containsExactly(LossReason.OUTRANKED);
    }

    @Test
    void a_click_that_was_in_time_for_the_first_order_is_not_late_for_a_renewal() {
        Claim click = Claim.link(HOLDER, Given.click(1, Given.ORDERED.minus(Duration.ofDays(400))));
        Conversion first = first(500, click, Status.PENDING);
        assertThat(decide(new Renewals(List.of(first), Map.of()), HOLDER).winners())
                .hasSize(1);
    }

    @Test
    void a_denied_first_conversion_ends_it_unless_another_was_credited_too() {
        Conversion denied = first(500, Claim.coupon(HOLDER, "SPRING"), Status.DENIED);
        Verdict verdict = decide(new Renewals(List.of(denied), Map.of()), HOLDER);
        assertThat(verdict.losers()).extracting(Loss::reason).containsExactly(LossReason.SUBSCRIPTION_DENIED);
        Conversion byHand = first(501, Claim.manual(Given.partner(3)), Status.PENDING);
        assertThat(new Renewals(List.of(denied, byHand), Map.of()).deciding()).contains(byHand);
    }

    @Test
    void renewals_that_were_moved_in_use_up_the_limit() {
        Conversion first = first(500, Claim.coupon(HOLDER, "SPRING"), Status.APPROVED);
        Conversion moved = movedIn(first(501, Claim.coupon(HOLDER, "SPRING"), Status.APPROVED));
        Conversion denied = movedIn(first(502, Claim.coupon(HOLDER, "SPRING"), Status.DENIED));
        List<Conversion> known = List.of(movedIn(first), moved, denied);
        assertThat(decide(new Renewals(known, Map.of()), HOLDER).winners()).hasSize(1);
        assertThat(decide(new Renewals(known, Map.of(500L, 1L)), HOLDER).losers())
                .extracting(Loss::reason)
                .containsExactly(LossReason.RENEWAL_LIMIT);
    }

    @Test
    void skus_on_top_go_on_within_the_limit_of_their_own_offer() {
        Partner maker = limited(4, Optional.of(1));
        Conversion first = first(500, Claim.coupon(HOLDER, "SPRING"), Status.PENDING);
        Conversion onTop = first(501, Claim.sku(maker, Set.of("TEA")), Status.PENDING);
        Claim sku = Claim.sku(maker, Set.of("TEA"));
        assertThat(decide(new Renewals(List.of(first, onTop), Map.of()), HOLDER, sku)
                        .winners())
                .extracting(Claim::mechanism)
                .containsExactly(Mechanism.COUPON, Mechanism.SKU);
        Verdict later = decide(new Renewals(List.of(first, onTop), Map.of(501L, 1L)), HOLDER, sku);
        assertThat(later.winners()).extracting(Claim::mechanism).containsExactly(Mechanism.COUPON);
        assertThat(later.losers()).extracting(Loss::reason).containsExactly(LossReason.RENEWAL_LIMIT);
    }

    private static Verdict decide(Renewals renewals, Partner holder, Claim... found) {
        return new Attribution(USUAL)
                .decide(renewals.claims(List.of(found), Optional.of(holder)), Given.ORDERED, Optional.empty());
    }

    private static Partner limited(long number, Optional<Integer> renewals) {
        return Given.partner(
                number,
                new Terms(
                        "Limited",
                        OfferType.PERCENT_OF_SALE,
                        BigDecimal.TEN,
                        30,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        renewals));
    }

    private static Conversion movedIn(Conversion conversion) {
        Conversion.SalePart sale = conversion.sale();
        return new Conversion(
                conversion.number(),
                conversion.affiliate(),
                conversion.offer(),
                conversion.created(),
                conversion.updated(),
                conversion.standing(),
                conversion.worth(),
                conversion.why(),
                new Conversion.SalePart(
                        Optional.empty(),
                        sale.reference(),
                        sale.items(),
                        sale.productNames(),
                        sale.coupon(),
                        sale.subscription(),
                        sale.recurring(),
                        sale.test(),
                        sale.buyer(),
                        sale.origin()),
                conversion.refundOf());
    }

    private static Conversion first(long number, Claim claim, Status status) {
        Conversion sample = ConversionExamples.of(ConversionTopics.CREATED).conversion();
        return new Conversion(
                number,
                claim.partner().number(),
                7,
                Given.ORDERED.minus(Duration.ofDays(60)),
                Optional.empty(),
                sample.standing().with(status, Optional.empty(), Optional.empty()),
                sample.worth(),
                new Conversion.Why(
                        claim.mechanism(),
                        claim.trigger(),
                        claim.click(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                sample.sale(),
                Optional.empty());
    }
}
