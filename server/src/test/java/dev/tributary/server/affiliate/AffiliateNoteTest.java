package dev.tributary.server.affiliate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the merchant's people write down about an affiliate. */
@Tag("database")
class AffiliateNoteTest {
    private final Programme programme = new Programme();
    private final Browser manager = programme.manager();
    private String page = "";

    @BeforeEach
    void make_an_affiliate() {
        programme.offer("Standard");
        page = AffiliatePages.path(programme.affiliate("Ann", ""));
    }

    @Test
    void a_note_stands_on_the_page_with_its_author_and_is_told_to_nobody() {
        int told = programme.events().size();
        Browser.location(write("Met at the fair.\r\n<script>alert(1)</script>"));
        assertThat(manager.get(page).expect(200).text())
                .contains("Met at the fair.\n&lt;script&gt;", "manager")
                .doesNotContain("<script>alert");
        assertThat(programme.member(Role.VIEWER).get(page).text())
                .contains("Met at the fair")
                .doesNotContain("Keep the note", "/delete\"");
        assertThat(programme.events()).hasSize(told);
        Matcher delete = Pattern.compile("action=\"([^\"]+/delete)\"")
                .matcher(manager.get(page).text());
        assertThat(delete.find()).isTrue();
        programme.elsewhere().submit("/console/affiliates", delete.group(1)).expect(404);
        Browser.location(manager.submit(page, delete.group(1)));
        assertThat(manager.get(page).text()).contains("None yet. Only the people of this account");
        manager.submit(page, delete.group(1)).expect(404);
    }

    @Test
    void one_that_says_nothing_or_too_much_is_refused_with_what_was_typed() {
        assertThat(write(" ").expect(422).text()).contains("is required");
        assertThat(write("x".repeat(4001)).expect(422).text()).contains("at most 4000 characters", "xxxx</textarea>");
        assertThat(programme.rows("affiliate_note")).isZero();
    }

    private Answer write(String note) {
        return manager.submit(page, page + "/notes", "note", note);
    }
}
