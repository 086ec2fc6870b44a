package dev.tributary.server.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A source's messages in the console. */
@Tag("database")
class MessagePagesTest {
    private static final String PART = """
            {"id": 820982911946154508, "updated_at": "2026-05-01T07:00:00-04:00", "note": "<i>x</i>"}""";

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Merchant merchant = server.merchant();
    private final Account account = server.bean(Accounts.class).get(merchant.account());
    private final Browser manager = people.member(account, Role.MANAGER);
    private final Shop shop = merchant.shop();
    private final String source =
            "/console/settings/sources/" + merchant.get("/api/v1/sources").text("/data/0/id");
    private final String list = source + "/messages";

    @Test
    void a_source_that_sent_nothing_yet_says_so() {
        assertThat(manager.get(source).expect(200).text()).contains(list);
        assertThat(manager.get(list).expect(200).text())
                .contains("No messages yet")
                .doesNotContain("Read again");
    }

    @Test
    void what_was_not_accepted_says_why_and_is_read_again() {
        shop.send(PART).expectProblem(422);
        String page = list + "/" + merchant.get(api()).text("/data/0/id");
        assertThat(manager.get(source).expect(200).text()).contains("One message was", "See why");
        assertThat(manager.get(list).expect(200).text()).contains("One message was", "refused", "is required", page);
        assertThat(manager.get(page).expect(200).text())
                .contains("It was not accepted", "&lt;i&gt;x", "Read again")
                .doesNotContain("<i>x");
        assertThat(Browser.location(manager.submit(page, page + "/reprocess"))).isEqualTo(page);
        assertThat(manager.get(page).text()).contains("refused");
        String order = shop.send(ShopifyOrders.ORDER).expect(200).text("/order");

        assertThat(Browser.location(manager.submit(list, list + "/reprocess"))).isEqualTo(list);

        assertThat(manager.get(list).text())
                .contains("/console/orders/" + order, "taken")
                .doesNotContain("not accepted");
        assertThat(manager.get(list + "?state=refused").expect(200).text()).contains("No message fits");
        manager.get(list + "?state=lost").expect(400);
        assertThat(manager.get("/console/orders/" + order).expect(200).text()).contains("Messages", page);
    }

    @Test
    void what_a_source_sent_that_is_deleted_since_can_be_looked_at() {
        String order = shop.send(ShopifyOrders.ORDER).expect(200).text("/order");
        String page = list + "/" + merchant.get(api()).text("/data/0/id");
        merchant.delete(api().replace("/messages", "")).expect(204);
        assertThat(manager.get("/console/orders/" + order).expect(200).text()).contains(page);
        assertThat(manager.get(page).expect(200).text())
                .contains("A deleted source")
                .doesNotContain("Read again");
        manager.get(list).expect(404);
    }

    @Test
    void who_may_not_work_on_conversions_looks_and_changes_nothing_and_others_see_none() {
        shop.send(PART).expectProblem(422);
        String page = list + "/" + merchant.get(api()).text("/data/0/id");
        Browser viewer = people.member(account, Role.VIEWER);
        String token = viewer.token("/console/profile");
        assertThat(viewer.get(list).expect(200).text()).contains("refused").doesNotContain("Read again");
        assertThat(viewer.get(page).expect(200).text()).doesNotContain("Read again");
        viewer.post(page + "/reprocess", token).expect(403);
        viewer.post(list + "/reprocess", token).expect(403);
        Browser other = people.owner(people.newAccount());
        other.get(list).expect(404);
        other.get(page).expect(404);
        other.submit("/console/profile", page + "/reprocess").expect(404);
        other.submit("/console/profile", list + "/reprocess").expect(404);
    }

    private String api() {
        return source.replace("/console/settings", "/api/v1") + "/messages";
    }
}
