package dev.tributary.server.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Account > Settings > Sources. */
@Tag("database")
class SourcePagesTest {
    private static final String LIST = "/console/settings/sources";

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Merchant merchant = server.merchant();
    private final Account account = server.bean(Accounts.class).get(merchant.account());
    private final Browser developer = people.member(account, Role.DEVELOPER);

    @Test
    void a_shop_is_connected_and_its_light_tells_how_it_is_doing() {
        String page = connect("<i>Tea</i>", "hush");
        assertThat(developer.get(page).expect(200).text())
                .contains("&lt;i&gt;Tea", "/in/shopify/", "nothing yet")
                .doesNotContain("hush", "<i>Tea");
        Shop shop = new Shop(server.stranger(), door(page), "hush");
        shop.send(ShopifyOrders.ORDER, "wrong").expect(401);
        assertThat(developer.get(page).text()).contains("refusing", "refused");
        assertThat(developer.get(LIST).text()).contains("refusing");
        SharedServer.clock().advance(Duration.ofSeconds(1));
        try {
            shop.send(ShopifyOrders.ORDER).expect(200);
        } finally {
            SharedServer.clock().advance(Duration.ofSeconds(-1));
        }
        assertThat(developer.get(page).text()).contains("receiving").doesNotContain("refusing");
    }

    @Test
    void a_form_without_a_secret_comes_back_with_what_was_typed() {
        assertThat(developer
                        .submit(LIST + "/new", LIST, "kind", "shopify", "name", "My shop", "secret", "")
                        .expect(422)
                        .text())
                .contains("is required", "value=\"My shop\"");
        assertThat(developer
                        .submit(LIST + "/new", LIST, "kind", "shopify", "name", "x".repeat(201), "secret", "hush")
                        .expect(422)
                        .text())
                .contains("at most 200 characters")
                .doesNotContain("hush");
        assertThat(merchant.rows("source")).isZero();
    }

    @Test
    void a_new_secret_is_taken_while_the_old_one_fits_and_neither_is_shown() {
        String page = connect("Tea", "hush");
        Shop old = new Shop(server.stranger(), door(page), "hush");
        Shop changed = new Shop(server.stranger(), door(page), "n3w");
        Browser.location(developer.submit(page, page + "/secret", "secret", "n3w", "overlap_hours", "24"));
        assertThat(developer.get(page).text())
                .contains("Old secret", "fits until")
                .doesNotContain("hush", "n3w");
        old.send(ShopifyOrders.ORDER).expect(200);
        changed.send(ShopifyOrders.ORDER).expect(200);
        assertThat(developer
                        .submit(page, page + "/secret", "secret", "", "overlap_hours", "x")
                        .expect(422)
                        .text())
                .contains("is required", "must be");
        Browser viewer = people.member(account, Role.VIEWER);
        viewer.post(page + "/secret", viewer.token("/console/profile"), "secret", "x")
                .expect(403);
    }

    @Test
    void a_deleted_source_takes_nothing_any_more_and_its_orders_stay() {
        String page = connect("", "hush");
        Shop shop = new Shop(server.stranger(), door(page), "hush");
        shop.send(ShopifyOrders.ORDER).expect(200);
        Browser.location(developer.submit(page, page + "/delete"));
        developer.get(page).expect(404);
        shop.send(ShopifyOrders.later(ShopifyOrders.ORDER)).expect(404);
        assertThat(merchant.rows("shop_order")).isOne();
    }

    @Test
    void the_commands_for_other_shops_work_as_they_stand() {
        Merchant tracking = merchant.with(Scope.TRACKING);
        for (String command : List.of(
                OrderExamples.api(""), OrderExamples.tracker("", account.id().toString()))) {
            String body = command.replaceAll("(?s).* -d '(.*)'", "$1");
            String path = command.replaceAll("(?s)^curl (\\S+) .*", "$1");
            if (path.startsWith("/tracker")) {
                tracking.track(body).expect(200);
            } else {
                tracking.post(path, body).expect(201);
            }
        }
    }

    @Test
    void who_may_not_change_sources_sees_them_and_others_see_none() {
        String page = connect("Tea", "hush");
        Browser viewer = people.member(account, Role.VIEWER);
        String token = viewer.token("/console/profile");
        assertThat(viewer.get(LIST).expect(200).text()).contains("Tea").doesNotContain("Connect a shop");
        assertThat(viewer.get(page).expect(200).text()).doesNotContain("Delete");
        viewer.get(LIST + "/new").expect(403);
        viewer.post(LIST, token, "secret", "x").expect(403);
        viewer.post(page + "/delete", token).expect(403);
        Browser other = people.owner(people.newAccount());
        other.get(page).expect(404);
        other.submit("/console/profile", page + "/delete").expect(404);
        developer.get(page).expect(200);
    }

    private String connect(String name, String secret) {
        return Browser.location(
                developer.submit(LIST + "/new", LIST, "kind", "shopify", "name", name, "secret", secret));
    }

    private String door(String page) {
        return developer.get(page).text().replaceAll("(?s).*(/in/shopify/[0-9a-f]+).*", "$1");
    }
}
