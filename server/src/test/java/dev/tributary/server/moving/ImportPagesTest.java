package dev.tributary.server.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.testkit.Await;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that come and go at the console. */
@Tag("database")
class ImportPagesTest {
    private static final String LIST = "/console/settings/transfer";
    private static final String NEW = LIST + "/new";
    private static final String OFFERS = "name,type,amount\nStandard,PERCENT_OF_SALE,10\nBad,PERCENT_OF_SALE,101\n";

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Account account = people.newAccount();
    private final Browser manager = people.member(account, Role.MANAGER);

    @Test
    void a_file_is_checked_then_run_and_stands_in_the_list() {
        assertThat(manager.get(LIST).expect(200).text()).contains("Nothing imported yet", "export/affiliates.csv");
        String page = bring("offers", OFFERS);
        assertThat(manager.get(page).text())
                .contains("Nothing is written yet", "Run the import", "column 3 (amount) “101” must be a percentage");
        assertThat(server.rows("offer", account.id())).isZero();
        manager.submit(page, page + "/run").expect(303);
        settled(page, "finished");
        assertThat(manager.get(page).text())
                .contains("What happened", "Standard")
                .doesNotContain("Run the import");
        assertThat(manager.get(page + "/rows.csv").expect(200).text()).hasLineCount(3);
        assertThat(manager.get(LIST).text()).contains("1 new, 0 changed, 0 unchanged, 1 refused");
        assertThat(manager.get("/console/offers").text()).contains("Standard", "export/offers.csv");
        assertThat(manager.get(LIST + "/export/offers.csv").expect(200).text())
                .contains(",Standard,PERCENT_OF_SALE,10,");
    }

    @Test
    void columns_that_the_guess_missed_are_chosen_and_checked_again() {
        String page = bring("offers", "Label,Model,Value\nStandard,Percent of sale,12.5\n");
        assertThat(manager.get(page).text()).contains("A column that is needed was not found", "first row: Standard");
        Answer refused = manager.submit(page, page + "/columns", "c0", "", "c1", "type", "c2", "amount");
        assertThat(refused.expect(422).text()).contains("A column is required: say which column");
        manager.submit(page, page + "/columns", "c0", "name", "c1", "name", "c2", "amount")
                .expect(422);
        manager.submit(page, page + "/columns", "c0", "name", "c1", "type", "c2", "amount")
                .expect(303);
        settled(page, "checked");
        assertThat(manager.get(page).text()).contains("Run the import", "Standard");
    }

    @Test
    void what_can_not_be_read_stands_at_its_field() {
        Answer none = manager.submit(NEW, NEW, "kind", "offers", "text", " ");
        assertThat(none.expect(422).text()).contains("f-file-wrong", "value=\"offers\" checked");
        Answer open = manager.submit(NEW, NEW, "kind", "offers", "text", "name\n\"open");
        assertThat(open.expect(422).text()).contains("f-file-wrong", "line 2", "\"open</textarea>");
        assertThat(manager.submit(NEW, NEW, "kind", "all", "text", "a\n1")
                        .expect(422)
                        .text())
                .contains("f-kind-wrong");
        assertThat(server.rows("csv_import", account.id())).isZero();
    }

    @Test
    void hostile_text_is_shown_as_text() {
        String page = bring(
                "offers",
                "name,<script>alert(1)</script>,amount\n<script>alert(2)</script>,x,<script>alert(3)</script>\n");
        assertThat(manager.get(page).text()).contains("alert(1)", "alert(3)").doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "DEVELOPER"})
    void who_may_not_change_the_programme_looks_and_exports(Role role) {
        String page = bring("offers", OFFERS);
        Browser reader = people.member(account, role);
        assertThat(reader.get(LIST).expect(200).text()).doesNotContain("Import a file");
        assertThat(reader.get(page).expect(200).text()).doesNotContain("Run the import", "Cancel this import");
        String token = reader.token(LIST);
        reader.get(NEW).expect(403);
        reader.post(NEW, token, "kind", "offers", "text", OFFERS).expect(403);
        reader.post(NEW + "/file?kind=offers", token).expect(403);
        reader.post(page + "/run", token).expect(403);
        reader.post(page + "/columns", token).expect(403);
        reader.post(page + "/cancel", token).expect(403);
        reader.get(LIST + "/export/conversions.csv").expect(200);
    }

    @Test
    void another_accounts_import_is_not_there() {
        String page = bring("offers", OFFERS);
        Browser other = people.owner(people.newAccount());
        other.get(page).expect(404);
        other.get(page + "/rows.csv").expect(404);
        other.submit(NEW, page + "/run").expect(404);
        other.submit(NEW, page + "/columns").expect(404);
        other.submit(NEW, page + "/cancel").expect(404);
        other.get(LIST + "/export/secrets.csv").expect(404);
        Browser.location(manager.submit(page, page + "/cancel"));
        assertThat(manager.get(page).text()).contains("cancelled");
    }

    private String bring(String kind, String text) {
        String page = Browser.location(manager.submit(NEW, NEW, "kind", kind, "text", text));
        return settled(page, "checked");
    }

    private String settled(String page, String state) {
        Await.until(
                Duration.ofSeconds(30),
                "the import to be " + state,
                () -> manager.get(page).expect(200).text().contains("</svg>" + state + "</span>"));
        return page;
    }
}
