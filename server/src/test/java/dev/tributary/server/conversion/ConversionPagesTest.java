package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The conversions on the console. */
@Tag("database")
class ConversionPagesTest {
    private static final String LIST = "/console/conversions";
    private static final String BULK = LIST + "/status";
    private static final String HOSTILE = "<script>alert(1)</script>\u202e";

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Merchant merchant = server.merchant();
    private final Account account = server.bean(Accounts.class).get(merchant.account());
    private final Browser manager = people.member(account, Role.MANAGER);
    private final long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
    private final Partner ada = merchant.partner(offer, "Ada", "");

    @Test
    void an_empty_list_teaches() {
        assertThat(manager.get(LIST).expect(200).text()).contains("No conversions yet", "Connect a shop");
    }

    @Test
    void the_list_is_filtered_by_its_url() {
        Partner ben = merchant.partner(offer, "Ben", "");
        long first = order("1001", ada, "Tea");
        long second = order("1002", ben, "Tea");
        assertThat(manager.get(LIST).expect(200).text()).contains(path(first), path(second), "Ben Partner");
        assertOnly(LIST + "?affiliate=" + ada.id(), first, second);
        assertOnly(LIST + "?order=1002", second, first);
        assertOnly(LIST + "?status=pending&order=1001", first, second);
        assertThat(manager.get(LIST + "?status=denied").text()).contains("No conversion fits these filters");
        assertThat(manager.get(LIST + "?from=2026-05-02").text()).doesNotContain(path(first));
        assertThat(manager.get(LIST + "?from=2026-05-01&to=2026-05-01").text()).contains(path(first));
    }

    @Test
    void a_filter_that_can_not_be_read_is_shown_again_with_what_is_wrong() {
        order("1001", ada, "Tea");
        assertThat(manager.get(LIST + "?from=yesterday&affiliate=%22%3E%3Cb%3E")
                        .expect(400)
                        .text())
                .contains("must be a day such as", "must be an affiliate's number", "&lt;b>")
                .doesNotContain("<b>");
        manager.get(LIST + "?order=%00").expect(400);
        manager.get(LIST + "?status=lost").expect(400);
        manager.get(LIST + "?cursor=x").expect(400);
    }

    @Test
    void pages_follow_each_other_and_keep_the_filters() {
        long first = order("1001", ada, "Tea");
        long second = order("1002", ada, "Tea");
        String page =
                manager.get(LIST + "?limit=1&affiliate=" + ada.id()).expect(200).text();
        assertThat(page).contains(path(second)).doesNotContain(path(first));
        String next =
                page.replaceAll("(?s).*href=\"([^\"]+)\" rel=\"next\".*", "$1").replace("&amp;", "&");
        assertThat(next).startsWith(LIST + "?affiliate=" + ada.id() + "&cursor=");
        assertThat(manager.get(next).expect(200).text()).contains(path(first)).doesNotContain(path(second));
    }

    @Test
    void another_page_gets_the_list_alone() {
        long number = order("1001", ada, "Tea");
        assertThat(manager.get(LIST + "?affiliate=" + ada.id(), "HX-Request", "true", "HX-Target", "conversions")
                        .expect(200)
                        .text())
                .contains(path(number))
                .doesNotContain("<html", "<form");
    }

    @Test
    void the_page_says_why_and_shows_hostile_text_as_text() {
        Partner ben = merchant.partner(offer, "Ben", "");
        merchant.trigger(ben, "COUPON", "SPRING");
        long number = order("<i>7</i>", ada, HOSTILE, ",\"discount_code\":\"SPRING\"");
        assertThat(manager.get(path(number)).expect(200).text())
                .contains("&lt;script&gt;alert(1)", "&lt;i&gt;7", "Another mechanism won the order.", "SPRING", "5.00")
                .doesNotContain("<script>alert", "<i>7");
        manager.get(LIST + "/1").expect(404);
        manager.get(LIST + "/x").expect(404);
    }

    @Test
    void approving_raises_the_same_event_as_through_the_api() {
        long number = order("1001", ada, "Tea");
        Browser.location(manager.submit(path(number), path(number) + "/status", "become", "APPROVED"));
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.approved");
        assertThat(manager.get(path(number)).text()).contains("approved").doesNotContain(">Approve<");
    }

    @Test
    void denying_keeps_reason_and_words_and_tells_of_both() {
        long number = order("1001", ada, "Tea");
        deny(number, "DUPLICATE", "Twice " + HOSTILE).expect(303);
        assertThat(merchant.events("conversion.denied"))
                .singleElement()
                .satisfies(event -> assertThat(event.data()).contains("DUPLICATE", "Twice"));
        assertThat(manager.get(path(number)).text()).contains("Duplicate", "Twice &lt;script&gt;");
    }

    @Test
    void a_denial_that_can_not_be_read_is_shown_again_and_changes_nothing() {
        long number = order("1001", ada, "Tea");
        assertThat(deny(number, "BORED", "kept").expect(422).text()).contains("must be one of", "kept");
        assertThat(deny(number, "OTHER", "x".repeat(1001)).expect(422).text()).contains("at most 1000 characters");
        deny(number, "OTHER", "a\0b").expect(422);
        manager.submit(path(number), path(number) + "/status", "become", "PAID").expect(422);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created");
    }

    @Test
    void bulk_changes_say_what_became_of_each() {
        long first = order("1001", ada, "Tea");
        long second = order("1002", ada, "Tea");
        deny(first, "FRAUD_SUSPECTED", "").expect(303);
        String answer = bulk("APPROVED", first, second).expect(200).text();
        assertThat(answer).contains("1 of 2 is approved now", "go from DENIED to APPROVED");
        assertThat(merchant.events("conversion.approved")).hasSize(1);
        assertThat(bulk("APPROVED", second).expect(200).text()).contains("it was approved already");
        assertThat(Browser.location(bulk("DENIED", second))).isEqualTo(LIST + "?affiliate=" + ada.id());
        assertThat(bulk("APPROVED", 1).expect(200).text()).contains("there is no conversion 1");
    }

    @Test
    void a_bulk_form_that_is_wrong_comes_back_with_its_ticks() {
        long first = order("1001", ada, "Tea");
        assertThat(bulk("APPROVED").expect(422).text()).contains("must name at least one conversion");
        assertThat(bulk("LOST", first).expect(422).text()).contains("must be one of PENDING");
        String again = manager.submit(
                        LIST, BULK, "become", "DENIED", "ids", String.valueOf(first), "reason", "x".repeat(1001))
                .expect(422)
                .text();
        assertThat(again).contains("at most 1000 characters", "value=\"" + first + "\" checked", "xxx</textarea>");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created");
    }

    @Test
    void a_note_is_kept_without_an_event_and_leaves_the_approval_that_is_to_come() {
        long soon = merchant.offer("PERCENT_OF_SALE", "10", ",\"auto_approve_days\":7");
        Partner ben = merchant.partner(soon, "Ben", "");
        long number = order("1001", ben, "Tea");
        Browser.location(manager.submit(path(number), path(number) + "/note", "notes", "line\r\n" + HOSTILE));
        assertThat(manager.get(path(number)).text()).contains("line\n&lt;script&gt;", "Approves itself");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created");
        assertThat(manager.submit(path(number), path(number) + "/note", "notes", "x".repeat(1001))
                        .expect(422)
                        .text())
                .contains("at most 1000 characters");
        assertThat(manager.get(path(number)).text()).contains("line\n&lt;script&gt;");
    }

    @Test
    void who_may_not_change_conversions_reads_them_and_others_see_none() {
        long number = order("1001", ada, "Tea");
        for (Role role : new Role[] {Role.VIEWER, Role.DEVELOPER}) {
            Browser reader = people.member(account, role);
            String token = reader.token(LIST);
            assertThat(reader.get(LIST).expect(200).text())
                    .contains(path(number))
                    .doesNotContain(BULK);
            assertThat(reader.get(path(number)).expect(200).text()).doesNotContain("Approve", "Save note");
            reader.post(path(number) + "/status", token, "become", "APPROVED").expect(403);
            reader.post(path(number) + "/note", token, "notes", "x").expect(403);
            reader.post(BULK, token, "become", "APPROVED", "ids", String.valueOf(number))
                    .expect(403);
        }
        Browser other = people.owner(people.newAccount());
        other.get(path(number)).expect(404);
        other.submit(LIST, path(number) + "/status", "become", "APPROVED").expect(404);
        assertThat(other.submit(LIST, BULK, "become", "APPROVED", "ids", String.valueOf(number))
                        .text())
                .contains("there is no conversion");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created");
    }

    private void assertOnly(String url, long shown, long hidden) {
        assertThat(manager.get(url).expect(200).text()).contains(path(shown)).doesNotContain(path(hidden));
    }

    private Answer deny(long number, String code, String reason) {
        return manager.submit(
                path(number),
                path(number) + "/status",
                "become",
                "DENIED",
                "denied_reason_code",
                code,
                "reason",
                reason);
    }

    private Answer bulk(String become, long... numbers) {
        String[] fields = new String[2 + 2 * numbers.length];
        fields[0] = "become";
        fields[1] = become;
        for (int i = 0; i < numbers.length; i++) {
            fields[2 + 2 * i] = "ids";
            fields[3 + 2 * i] = String.valueOf(numbers[i]);
        }
        return manager.submit(LIST, BULK + "?affiliate=" + ada.id(), fields);
    }

    private long order(String number, Partner partner, String product) {
        return order(number, partner, product, "");
    }

    /** The conversion of an order of 50 dollars that came by the partner's link. */
    private long order(String number, Partner partner, String product, String more) {
        return merchant.post("/api/v1/orders", """
                {"order_id":"%s","customer":{"first_name":"%s"},"click":{"landed_url":"https://shop.example/?%s"},\
                "items":[{"name":"%s","quantity":2,"price":"25.00"}]%s}""".formatted(number, product, partner.link(), product, more))
                .expect(201)
                .json()
                .at("/conversions/0/id")
                .asLong();
    }

    private static String path(long number) {
        return LIST + "/" + number;
    }
}
