package dev.tributary.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.api.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareLinkTest {
    @ParameterizedTest
    @CsvSource({
        "https://shop.example, https://shop.example/?rfsn=1.ab",
        "shop.example/tea, https://shop.example/tea?rfsn=1.ab",
        "HTTP://Shop.Example:8080/Tea, http://shop.example:8080/Tea?rfsn=1.ab",
        "https://shop.example/tea?size=2&RFSN=9.zz&subid=old#top, https://shop.example/tea?size=2&rfsn=1.ab#top",
        "https://shop.example/tea?, https://shop.example/tea?rfsn=1.ab",
        "https://bücher.example/grüner tee, https://xn--bcher-kva.example/gr%C3%BCner%20tee?rfsn=1.ab",
        "https://shop.example/a%20b?c=%26, https://shop.example/a%20b?c=%26&rfsn=1.ab",
        "https://shop.example/<b>?q=\"x\", https://shop.example/%3Cb%3E?q=%22x%22&rfsn=1.ab",
    })
    void a_link_is_the_page_with_the_code_at_its_end(String page, String link) {
        ShareLink wanted = new ShareLink(page, "", "");
        assertThat(wanted.faults()).isEmpty();
        assertThat(wanted.with("rfsn=1.ab")).isEqualTo(link);
    }

    @Test
    void sub_id_and_creative_come_after_the_code() {
        ShareLink wanted = new ShareLink("shop.example", "news & more", "ü");
        assertThat(wanted.with("rfsn=1.ab"))
                .isEqualTo("https://shop.example/?rfsn=1.ab&subid=news%20%26%20more&creative=%C3%BC");
        assertThat(wanted.bare()).isEqualTo("https://shop.example/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tea",
                "not a page",
                "javascript:alert(1)",
                "ftp://shop.example/",
                "https://user:secret@shop.example/",
                "https://shop.example:1:2/",
                "https:///tea",
                "https://exa mple.com/",
                "shop.example/\u0007",
                "//shop.example",
                "https://-\\evil/",
            })
    void what_is_no_page_is_refused(String page) {
        assertThat(new ShareLink(page, "", "").faults())
                .extracting(FieldError::field)
                .containsExactly("page");
    }

    @Test
    void each_field_that_is_too_long_is_named() {
        ShareLink wanted = new ShareLink("shop.example/" + "x".repeat(2000), "x".repeat(256), "x\u0000");
        assertThat(wanted.faults()).extracting(FieldError::field).containsExactly("page", "subid", "creative");
    }
}
