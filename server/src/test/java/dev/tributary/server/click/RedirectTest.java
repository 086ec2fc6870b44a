package dev.tributary.server.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Links for places that run no script. */
@Tag("database")
class RedirectTest {
    private final Merchant merchant = SharedServer.server().merchant();
    private final Partner ada = merchant.partner();
    private final Visits visits = Visits.of(merchant);
    private final Calls visitor = merchant.server().stranger();

    @Test
    void it_notes_the_click_and_leads_to_the_page_with_the_links_values() {
        hosts("shop.example", "www.shop.example");
        Answer answer = go(ada.link() + "&subid=a%20b", "https://shop.example/tea?x=1&rfsn=9.zz#top");
        String location = answer.expect(302).header("Location");
        assertThat(location)
                .matches("https://shop\\.example/tea\\?x=1&rfsn=" + ada.id() + "\\." + ada.code()
                        + "&subid=a\\+b&rfsnc=[0-9a-f]{32}#top");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode click = visits.list("").getFirst();
        assertThat(click.path("via").asString()).isEqualTo("REDIRECT");
        assertThat(click.path("landed_url").asString())
                .isEqualTo("https://shop.example/tea?x=1&" + ada.link() + "&subid=a+b#top");
        assertThat(click.path("sub_id").asString()).isEqualTo("a b");
    }

    @Test
    void the_script_on_the_page_that_follows_does_not_count_it_again() {
        hosts("shop.example");
        String location = go(ada.link(), "https://shop.example/").expect(302).header("Location");
        String name = location.replaceAll(".*rfsnc=", "");
        visits.cart(ada.link(), "cart-1", Map.of("id", name)).expect(204);
        assertThat(visits.list("")).hasSize(1);
        assertThat(merchant.rows("cart")).isEqualTo(1);
    }

    @Test
    void without_a_page_it_leads_to_the_first_host_and_without_a_link_it_counts_nothing() {
        hosts("shop.example");
        assertThat(visitor.get("/go/" + visits.key()).expect(302).header("Location"))
                .isEqualTo("https://shop.example/");
        assertThat(go("rfsn=broken", "https://shop.example/a").expect(302).header("Location"))
                .isEqualTo("https://shop.example/a");
        visitor.send("HEAD", "/go/" + visits.key() + "?" + ada.link(), BodyPublishers.noBody())
                .expect(302);
        visitor.get("/go/" + visits.key() + "?" + ada.link(), "Sec-Purpose", "prefetch")
                .expect(302);
        go("rfsn=999999.zz", "https://shop.example/a").expect(302);
        assertThat(visits.list("")).isEmpty();
    }

    @Test
    void it_leads_to_the_shops_own_hosts_and_nowhere_else() {
        hosts("shop.example", "shop.example:8443", "bücher.example");
        for (String to : List.of(
                "https://shop.example",
                "http://SHOP.example:80/",
                "https://shop.example:8443/a",
                "https://xn--bcher-kva.example/")) {
            go(ada.link(), to).expect(302);
        }
        for (String to : List.of(
                "https://evil.example/",
                "https://shop.example.evil.example/",
                "https://shop.example@evil.example/",
                "https://user@shop.example/",
                "https://evil.example\\@shop.example/",
                "https://shop.example\\.evil.example/",
                "//evil.example/",
                "//shop.example/",
                "/a",
                "shop.example",
                "javascript:alert(1)//shop.example/",
                "data:text/html,shop.example",
                "ftp://shop.example/",
                "https:///shop.example/",
                "https://shop.example:9/",
                "https://shop.example\r\nX-A: b/",
                "https://shop.example/%zz",
                "https://shop.example/ a",
                "https://[::1]/",
                "x".repeat(5000))) {
            Answer refused = go(ada.link(), to);
            assertThat(refused.status()).as(to).isEqualTo(404);
            assertThat(refused.header("Location")).as(to).isEmpty();
        }
    }

    @Test
    void an_unknown_key_is_answered_as_a_foreign_place_and_a_person_sees_a_page() {
        Answer foreign = go(ada.link(), "https://evil.example/");
        Answer unknown = visitor.get("/go/pub_" + "0".repeat(32) + "?" + ada.link() + "&to=https://evil.example/");
        assertThat(unknown.text()).isEqualTo(foreign.expectProblem(404).text());
        Answer page = visitor.get("/go/" + visits.key() + "?to=https://%3Cb%3Eevil/", "Accept", "text/html");
        assertThat(page.expect(404).text()).contains("does not lead to a shop").doesNotContain("<b>evil");
    }

    @Test
    void hosts_are_read_as_people_write_them_and_what_is_none_is_refused() {
        assertThat(merchant.patch("/api/v1/tracking", """
                        {"hosts":["https://Shop.Example/path?x","bücher.example:443","shop.example"]}""").expect(200).text())
                .contains("\"hosts\":[\"shop.example\",\"xn--bcher-kva.example\"]");
        for (String host : List.of(
                "",
                " ",
                "a b",
                "*.shop.example",
                "shop..example",
                "shop.example:0",
                "-a.b",
                "<script>",
                "shop.example:99999",
                "x".repeat(300),
                "[::1]",
                "a@b")) {
            merchant.patch("/api/v1/tracking", "{\"hosts\":[\"" + host + "\"]}").expectBadField("hosts");
        }
        merchant.patch("/api/v1/tracking", "{}").expectBadField("hosts");
        merchant.patch("/api/v1/tracking", "{\"hosts\":\"a\"}").expectBadField("hosts");
    }

    private Answer go(String link, String to) {
        return visitor.get("/go/" + visits.key() + "?" + link + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    }

    private void hosts(String... hosts) {
        merchant.patch("/api/v1/tracking", "{\"hosts\":[\"" + String.join("\",\"", hosts) + "\"]}")
                .expect(200);
    }
}
