package dev.tributary.server.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Offers at the console. */
@Tag("database")
class OfferPagesTest {
    private static final String LIST = "/console/offers";
    private static final String NEW = LIST + "/new";

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Account account = people.newAccount();
    private final Browser manager = people.member(account, Role.MANAGER);

    @Test
    void an_empty_list_teaches_and_an_offer_that_is_made_stands_in_it() {
        assertThat(manager.get(LIST).expect(200).text()).contains("No offers yet", "href=\"" + NEW + "\"");
        String page =
                create("name", "Standard", "type", "PERCENT_OF_SALE", "amount", "12.50", "auto_approve_days", "0");
        assertThat(manager.get(page).expect(200).text()).contains("Standard", "12.5\u202f% of the sale", "at once");
        String flat = create("name", "Flat", "type", "FLAT_RATE_PER_ITEM", "amount", "1.5", "window_days", "1");
        assertThat(manager.get(flat).expect(200).text()).contains("1.50\u00a0USD per item", "1 day", "by hand");
        assertThat(manager.get(LIST).expect(200).text()).contains("Standard", "30 days", "Flat");
    }

    @ParameterizedTest
    @CsvSource({
        "name, ''",
        "name, a\0b",
        "type, STAIRS",
        "type, ''",
        "amount, ''",
        "amount, ten",
        "amount, -1",
        "amount, 100.1",
        "window_days, 0",
        "window_days, 3651",
        "window_days, a day",
        "window_days, 99999999999999999999",
        "auto_approve_days, 366",
    })
    void what_cannot_be_stands_at_its_field_with_what_was_typed_and_nothing_is_made(String field, String value) {
        Answer refused = manager.submit(
                        NEW, NEW, field, value, "name", "Kept words", "type", "PERCENT_OF_SALE", "amount", "10")
                .expect(422);
        assertThat(refused.text()).contains("f-" + field + "-wrong", "Nothing was saved");
        assertThat(manager.get(LIST).text()).contains("No offers yet");
    }

    @Test
    void a_tiered_offer_is_made_of_rows_and_its_page_tells_it_in_sentences() {
        String page = create(
                "name",
                "Rising",
                "type",
                "TIERED",
                "amount",
                "left over",
                "tier_basis",
                "revenue",
                "tier_window_days",
                "30",
                "tiers[0].from",
                "0",
                "tiers[0].percent",
                "5",
                "tiers[2].from",
                "1000",
                "tiers[2].percent",
                "8",
                "sku_overrides[1].sku",
                "tea-1",
                "sku_overrides[1].amount",
                "0",
                "sku_overrides[1].type",
                "PERCENT_OF_SALE",
                "renewal_limit",
                "3");
        assertThat(manager.get(page).expect(200).text())
                .contains(
                        "5\u202f% of the sale, 8\u202f% from 1,000.00\u00a0USD of approved sales in the last 30 days",
                        "One SKU has a rate of its own", "the first order and 3 renewals", "TEA-1", "nothing");
        assertThat(manager.get(LIST).text()).contains("5–8\u202f% of the sale, by tier");
        String edit = manager.get(page + "/edit").expect(200).text();
        assertThat(edit)
                .contains(
                        "name=\"tiers[1].from\" type=\"text\" value=\"1000\"",
                        "name=\"sku_overrides[0].sku\" type=\"text\" value=\"TEA-1\"");
    }

    @Test
    void what_is_wrong_in_a_row_stands_in_that_row() {
        String refused = manager.submit(
                        NEW,
                        NEW,
                        "name",
                        "Kept words",
                        "type",
                        "TIERED",
                        "tiers[0].from",
                        "0",
                        "tiers[0].percent",
                        "5",
                        "tiers[2].from",
                        "100",
                        "tiers[2].percent",
                        "200",
                        "sku_overrides[2].sku",
                        "TEA",
                        "sku_overrides[2].amount",
                        "much",
                        "sku_overrides[2].type",
                        "PERCENT_OF_SALE")
                .expect(422)
                .text();
        assertThat(refused)
                .contains(
                        "f-tiers[2].percent-wrong",
                        "f-sku_overrides[2].amount-wrong",
                        "value=\"much\"",
                        "Tier 3, percent",
                        "Kept words");
        assertThat(manager.get(LIST).text()).contains("No offers yet");
    }

    @Test
    void a_percentage_keeps_what_else_was_typed() {
        Answer refused =
                manager.submit(NEW, NEW, "name", "Kept words", "type", "FLAT_RATE_PER_ORDER", "amount", "1.005");
        assertThat(refused.expect(422).text())
                .contains(
                        "value=\"Kept words\"", "value=\"1.005\"", "value=\"FLAT_RATE_PER_ORDER\" checked", "decimals");
    }

    @Test
    void who_edits_what_someone_else_has_changed_is_told_so() {
        String page = create("name", "Standard", "type", "PERCENT_OF_SALE", "amount", "10", "auto_approve_days", "7");
        String edit = page + "/edit";
        assertThat(manager.get(edit).expect(200).text()).contains("value=\"Standard\"", "name=\"version\" value=\"1\"");
        Browser.location(change(edit, "1", "Renamed"));
        assertThat(manager.get(page).text()).contains("Renamed", "by hand");

        Answer late = change(edit, "1", "Mine").expect(422);
        assertThat(late.text()).contains("changed by someone else", "value=\"Mine\"", "name=\"version\" value=\"2\"");
        change(edit, "none", "Mine").expect(422);
        assertThat(manager.get(page).text()).contains("Renamed").doesNotContain("Mine");
        Browser.location(change(edit, "2", "Mine"));
        assertThat(manager.get(page).text()).contains("Mine");
    }

    @Test
    void the_list_counts_affiliates_and_leads_to_them() {
        String page = create("name", "Standard", "type", "PERCENT_OF_SALE", "amount", "10");
        String number = page.substring(LIST.length() + 1);
        assertThat(manager.get(LIST).text()).contains("0 affiliates of Standard");
        String add = "/console/affiliates/new";
        Browser.location(manager.submit(add, add, "first_name", "Jane", "email", "j@example.com", "offer_id", number));
        assertThat(manager.get(LIST).text())
                .contains("1 affiliates of Standard", "/console/affiliates?offer=" + number);
    }

    @Test
    void a_long_list_has_pages() {
        for (int i = 0; i < 3; i++) {
            create("name", "Offer " + i, "type", "PERCENT_OF_SALE", "amount", "10");
        }
        String first = manager.get(LIST + "?limit=2").expect(200).text();
        assertThat(first).contains("Offer 0", "Offer 1", "More").doesNotContain("Offer 2");
        String cursor = first.replaceAll("(?s).*\\?cursor=([^\"]+)\".*", "$1");
        assertThat(manager.get(LIST + "?limit=2&cursor=" + cursor).expect(200).text())
                .contains("Offer 2", "First")
                .doesNotContain("Offer 1");
        manager.get(LIST + "?cursor=nonsense").expect(400);
    }

    @Test
    void hostile_text_is_shown_as_text() {
        String page = create("name", "<script>alert(1)</script>\"'", "type", "PERCENT_OF_SALE", "amount", "10");
        for (String path : List.of(LIST, page, page + "/edit", "/console/affiliates/new")) {
            assertThat(manager.get(path).expect(200).text())
                    .contains("alert(1)")
                    .doesNotContain("<script>alert");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "DEVELOPER"})
    void who_may_not_change_the_programme_reads_it(Role role) {
        String page = create("name", "Standard", "type", "PERCENT_OF_SALE", "amount", "10");
        Browser reader = people.member(account, role);
        assertThat(reader.get(LIST).expect(200).text()).contains("Standard").doesNotContain("Create offer");
        assertThat(reader.get(page).expect(200).text()).doesNotContain("Edit", "Add affiliate");
        String token = reader.token(LIST);
        reader.get(NEW).expect(403);
        reader.get(page + "/edit").expect(403);
        reader.post(NEW, token, "name", "B", "type", "PERCENT_OF_SALE", "amount", "10")
                .expect(403);
        reader.post(page + "/edit", token, "name", "B", "version", "1").expect(403);
        assertThat(server.rows("offer", account.id())).isEqualTo(1);
    }

    @Test
    void another_accounts_offer_is_not_there() {
        String page = create("name", "Standard", "type", "PERCENT_OF_SALE", "amount", "10");
        Browser other = people.owner(people.newAccount());
        other.get(page).expect(404);
        other.get(page + "/edit").expect(404);
        other.submit(NEW, page + "/edit", "name", "B", "version", "1").expect(404);
        assertThat(other.get(LIST).text()).contains("No offers yet");
        other.get(LIST + "/nonsense").expect(404);
    }

    private String create(String... fields) {
        return Browser.location(manager.submit(NEW, NEW, fields));
    }

    private Answer change(String edit, String version, String name) {
        return manager.submit(
                edit,
                edit,
                "version",
                version,
                "name",
                name,
                "type",
                "PERCENT_OF_SALE",
                "amount",
                "10",
                "window_days",
                "30");
    }
}
