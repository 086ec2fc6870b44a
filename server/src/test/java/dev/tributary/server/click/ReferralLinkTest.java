package dev.tributary.server.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReferralLinkTest {
    @Test
    void number_code_sub_id_and_creative_are_read() {
        assertThat(ReferralLink.parse(
                        "https://shop.example/p?x=1&rfsn=3321631.89b4ba&subid=a%20b&creative=c%2B7#rfsn=1.x"))
                .contains(new ReferralLink(3321631, "89b4ba", Optional.of("a b"), Optional.of("c+7")));
    }

    @Test
    void relative_paths_and_encoded_dots_are_fine_and_the_first_value_counts() {
        assertThat(ReferralLink.parse("/?rfsn=1%2Eab&rfsn=2.cd").orElseThrow().affiliate())
                .isEqualTo(1);
        assertThat(ReferralLink.parse("?RFSN=1.ab")).isPresent();
        assertThat(ReferralLink.ofValue(" 1.ab ")).isPresent();
    }

    @Test
    void single_page_shops_keep_their_query_behind_the_hash() {
        assertThat(ReferralLink.parse("https://shop.example/#/tea?rfsn=1.ab&subid=x"))
                .contains(new ReferralLink(1, "ab", Optional.of("x"), Optional.empty()));
        assertThat(ReferralLink.parse("https://shop.example/?a=b#rfsn=1.ab")).isPresent();
        assertThat(ReferralLink.parse("https://shop.example/#/tea/rfsn=1.ab")).isEmpty();
    }

    @Test
    void what_a_link_says_is_written_as_it_was_read() {
        ReferralLink link = new ReferralLink(1, "ab", Optional.of("a&b=\u00e9"), Optional.of("c 7"));
        assertThat(ReferralLink.parse("?" + link.query())).contains(link);
    }

    @Test
    void what_cannot_be_read_is_no_referral() {
        for (String url : List.of(
                "",
                "/",
                "/?",
                "/rfsn=1.a",
                "/?rfsn",
                "/?rfsn=",
                "/?rfsn=1",
                "/?rfsn=1.",
                "/?rfsn=.a",
                "/?rfsn=-1.a",
                "/?rfsn=1.a%",
                "/?rfsn=1.a%zz",
                "/?rfsn=1.a%00",
                "/?rfsn=1.a/b",
                "/?xrfsn=1.a",
                "/#?rfsn",
                "/?rfsn=1234567890123456789.a",
                "/?rfsn=1." + "a".repeat(41))) {
            assertThat(ReferralLink.parse(url)).as(url).isEmpty();
        }
        assertThat(ReferralLink.parse("/?" + "&".repeat(100_000) + "rfsn=1.a")).isEmpty();
    }
}
