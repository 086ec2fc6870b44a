package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.AttributionRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttributionTest {
    private static final AttributionRules USUAL = new AttributionRules(false, false, true, false, false);
    private static final AttributionRules COUPON_FIRST = new AttributionRules(true, false, true, false, false);
    private static final AttributionRules SKU_ON_TOP = new AttributionRules(false, true, true, false, false);

    private static final Claim LINK = Given.link(1);
    private static final Claim COUPON = Claim.coupon(Given.partner(2), "SAVE10");
    private static final Claim EMAIL = Claim.email(Given.partner(3), "JANE@EXAMPLE.COM");
    private static final Claim SKU = Claim.sku(Given.partner(4), Set.of("A-1"));

    @Test
    void nothing_is_credited_where_nobody_claims() {
        assertThat(decide(USUAL)).isEqualTo(new Verdict(List.of(), List.of()));
    }

    @Test
    void link_beats_coupon_beats_email_beats_sku() {
        Verdict verdict = decide(USUAL, SKU, EMAIL, COUPON, LINK);
        assertThat(verdict.winners()).containsExactly(LINK);
        assertThat(verdict.losers())
                .containsExactly(
                        new Loss(COUPON, LossReason.OUTRANKED),
                        new Loss(EMAIL, LossReason.OUTRANKED),
                        new Loss(SKU, LossReason.OUTRANKED));
    }

    @Test
    void an_account_can_put_the_coupon_first() {
        Verdict verdict = decide(COUPON_FIRST, LINK, COUPON);
        assertThat(verdict.winners()).containsExactly(COUPON);
        assertThat(verdict.losers()).containsExactly(new Loss(LINK, LossReason.OUTRANKED));
    }

    @Test
    void sku_claims_win_on_top_where_the_account_lets_them() {
        assertThat(decide(SKU_ON_TOP, LINK, SKU).winners()).containsExactly(LINK, SKU);
        assertThat(decide(SKU_ON_TOP, SKU).winners()).containsExactly(SKU);
    }

    @Test
    void the_first_of_two_coupons_wins() {
        Claim second = Claim.coupon(Given.partner(9), "OTHER");
        assertThat(decide(USUAL, COUPON, second).winners()).containsExactly(COUPON);
    }

    @Test
    void whom_the_sender_names_wins_over_all() {
        Claim named = Claim.manual(Given.partner(8));
        assertThat(decide(USUAL, LINK, COUPON, named).winners()).containsExactly(named);
    }

    @Test
    void a_click_counts_to_the_end_of_the_window_and_not_after() {
        Duration window = Duration.ofDays(30);
        Claim last = Claim.link(Given.partner(1), Given.click(1, Given.ORDERED.minus(window)));
        Claim late = Claim.link(
                Given.partner(1), Given.click(1, Given.ORDERED.minus(window).minusSeconds(1)));
        assertThat(decide(USUAL, last).winners()).containsExactly(last);
        assertThat(decide(USUAL, late).losers()).containsExactly(new Loss(late, LossReason.LATE_CLICK));
    }

    @Test
    void a_late_click_leaves_the_order_to_the_coupon() {
        Claim late = Claim.link(Given.partner(1), Given.click(1, Given.ORDERED.minus(Duration.ofDays(31))));
        Verdict verdict = decide(USUAL, late, COUPON);
        assertThat(verdict.winners()).containsExactly(COUPON);
        assertThat(verdict.losers()).containsExactly(new Loss(late, LossReason.LATE_CLICK));
    }

    @Test
    void an_older_link_loses_to_a_newer_one_unless_that_one_is_worth_nothing() {
        Claim disabled = Claim.link(Given.partner(7, false, "seven@example.com"), Given.click(7, Given.ORDERED));
        Claim older = Given.link(8);
        assertThat(decide(USUAL, LINK, older).losers()).containsExactly(new Loss(older, LossReason.NEWER_LINK));
        assertThat(decide(USUAL, disabled, older).winners()).containsExactly(older);
        assertThat(decide(COUPON_FIRST, LINK, older, COUPON).losers())
                .containsExactly(new Loss(LINK, LossReason.OUTRANKED), new Loss(older, LossReason.OUTRANKED));
    }

    @Test
    void nobody_earns_by_their_own_order() {
        Claim own = Claim.coupon(Given.partner(5, true, "Jane@Example.com"), "JANE");
        Verdict verdict =
                new Attribution(USUAL).decide(List.of(own, EMAIL), Given.ORDERED, Optional.of("jane@example.COM"));
        assertThat(verdict.winners()).containsExactly(EMAIL);
        assertThat(verdict.losers()).containsExactly(new Loss(own, LossReason.SELF_REFERRAL));
    }

    @Test
    void an_account_can_let_affiliates_refer_themselves() {
        AttributionRules lenient = new AttributionRules(false, false, true, true, false, false, Set.of());
        Claim own = Claim.coupon(Given.partner(5, true, "Jane@Example.com"), "JANE");
        assertThat(new Attribution(lenient)
                        .decide(List.of(own), Given.ORDERED, Optional.of("jane@example.com"))
                        .winners())
                .containsExactly(own);
    }

    @Test
    void an_excluded_coupon_never_credits_however_it_is_written() {
        AttributionRules strict = new AttributionRules(true, false, true, false, false, false, Set.of("SAVE10"));
        Claim lower = Claim.coupon(Given.partner(2), "save10");
        Verdict verdict = decide(strict, LINK, lower);
        assertThat(verdict.winners()).containsExactly(LINK);
        assertThat(verdict.losers()).containsExactly(new Loss(lower, LossReason.EXCLUDED_COUPON));
        assertThat(decide(strict, Claim.coupon(Given.partner(2), "SAVE20")).winners())
                .hasSize(1);
    }

    @Test
    void only_active_affiliates_are_credited() {
        Claim pending = Claim.coupon(Given.partner(6, false, "six@example.com"), "SIX");
        assertThat(decide(USUAL, pending).losers()).containsExactly(new Loss(pending, LossReason.AFFILIATE_NOT_ACTIVE));
    }

    private static Verdict decide(AttributionRules rules, Claim... claims) {
        return new Attribution(rules).decide(List.of(claims), Given.ORDERED, Optional.empty());
    }
}
