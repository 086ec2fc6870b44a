package dev.tributary.server.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.VisitorAddress;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the script's doors take, and what they leave out. */
@Tag("database")
class ClickDoorTest {
    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Partner ada = merchant.partner();
    private final Visits visits = Visits.of(merchant);

    @Test
    void a_click_is_kept_with_all_that_the_page_told() {
        Answer answer = visits.click(ada.link() + "&subid=spring&creative=banner7", Map.of("age", 90));
        assertThat(answer.expect(204).text()).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        JsonNode click = visits.list("").getFirst();
        assertThat(click.path("created").asString())
                .isEqualTo(SharedServer.clock()
                        .instant()
                        .minusSeconds(90)
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString());
        assertThat(click.path("affiliate_id").asLong()).isEqualTo(ada.id());
        assertThat(click.path("landed_url").asString()).startsWith("https://shop.example/tea?rfsn=");
        assertThat(click.path("referer").asString()).isEqualTo("https://blog.example/post");
        assertThat(click.path("ip").asString()).isEqualTo("127.0.0.1");
        assertThat(click.path("sub_id").asString()).isEqualTo("spring");
        assertThat(click.path("creative_id").asString()).isEqualTo("banner7");
        assertThat(click.path("device").asString()).isEqualTo("DESKTOP");
        assertThat(click.path("via").asString()).isEqualTo("SCRIPT");
    }

    @Test
    void told_twice_it_is_one_click_and_the_first_word_counts() {
        Map<String, Object> body = visits.body(ada.link(), Map.of("id", "same-click"));
        visits.send("/t/click", body).expect(204);
        assertThat(visits.list("")).hasSize(1);
        body.put("url", "https://shop.example/?subid=late&" + ada.link());
        body.put("cart", "c-1");
        visits.send("/t/cart", body).expect(204);
        visits.send("/t/cart", body).expect(204);
        assertThat(visits.list("")).hasSize(1);
        assertThat(visits.list("").getFirst().path("sub_id").isNull()).isTrue();
        assertThat(merchant.rows("cart")).isEqualTo(1);
    }

    @Test
    void who_does_not_exist_is_answered_as_who_does() {
        Answer known = visits.click(ada.link(), Map.of());
        Answer noKey = visits.click(ada.link(), Map.of("key", "pub_" + "0".repeat(32)));
        Answer noAffiliate = visits.click("rfsn=999999999.zzzz", Map.of());
        Answer wrongCode = visits.click("rfsn=" + ada.id() + ".zzzz", Map.of());
        for (Answer unknown : List.of(noKey, noAffiliate, wrongCode)) {
            assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(204);
            assertThat(names(unknown)).isEqualTo(names(known));
        }
        assertThat(visits.list("")).hasSize(1);
    }

    @Test
    void crawlers_and_pages_fetched_ahead_are_not_counted() {
        visits.click(ada.link(), Map.of(), "Sec-Purpose", "prefetch;prerender").expect(204);
        visits.click(ada.link(), Map.of(), "Purpose", "prefetch").expect(204);
        Map<String, Object> body = visits.body(ada.link(), Map.of());
        server.stranger()
                .post(
                        "/t/click",
                        BodyPublishers.ofByteArray(dev.tributary.server.api.Json.bytes(body)),
                        "User-Agent",
                        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
                .expect(204);
        assertThat(visits.list("")).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_refused_and_leaves_nothing() {
        Map<String, Object> good = visits.body(ada.link(), Map.of());
        visits.raw("/t/click", "").expectProblem(400);
        visits.raw("/t/click", "rfsn=1.ab").expectProblem(400);
        visits.raw("/t/click", "[1]").expectProblem(400);
        visits.raw("/t/click", "[".repeat(4000)).expectProblem(400);
        visits.raw("/t/click", "{\"key\":\"" + "x".repeat(9000) + "\"}").expectProblem(413);
        visits.raw("/t/cart", "{}").expectBadField("cart").names("key").names("url");
        bad(good, "key", "trb_secret");
        bad(good, "key", 7);
        bad(good, "id", "short");
        bad(good, "id", "<script>alert(1)</script>");
        bad(good, "url", "https://shop.example/");
        bad(good, "url", "https://shop.example/\u0000?" + ada.link());
        bad(good, "referrer", "\ud800");
        bad(good, "age", "yesterday");
        server.stranger().get("/t/click").expectProblem(405);
        assertThat(visits.list("")).isEmpty();
    }

    @Test
    void odd_but_readable_clicks_are_kept_within_bounds() {
        visits.click(ada.link() + "&subid=%3Cb%3E%F0%9F%98%80" + "x".repeat(400), Map.of("age", -5))
                .expect(204);
        visits.click(ada.link() + "&subid=old", Map.of("age", Long.MAX_VALUE, "referrer", "no url", "more", 1))
                .expect(204);
        visits.click("utm=" + "x".repeat(3000) + "&" + ada.link() + "&subid=long", Map.of())
                .expect(204);
        assertThat(visits.list(""))
                .hasSize(3)
                .allSatisfy(click ->
                        assertThat(click.path("landed_url").asString().length()).isLessThanOrEqualTo(2048));
        assertThat(visits.list("?sub_id=old").getFirst().path("created").asString())
                .startsWith("2016-05-03");
    }

    @Test
    void a_browser_that_asks_first_is_let_in() {
        Answer asked = server.stranger()
                .send("OPTIONS", "/t/cart", BodyPublishers.noBody(), "Origin", "https://shop.example")
                .expect(204);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(asked.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(asked.header("Access-Control-Allow-Headers")).containsIgnoringCase("content-type");
    }

    @Test
    void an_address_that_tells_too_much_is_asked_to_wait() {
        AddressLimit limit = server.bean(AddressLimit.class);
        for (int i = 0; i < AddressLimit.BURST; i++) {
            limit.admits(new VisitorAddress("198.51.100.77"));
        }
        Answer refused = visits.click(ada.link(), Map.of(), "X-Forwarded-For", "198.51.100.77");
        assertThat(refused.expectProblem(429).header("Retry-After")).isEqualTo("1");
        server.stranger()
                .get("/go/" + visits.key(), "X-Forwarded-For", "198.51.100.77")
                .expectProblem(429);
        visits.click(ada.link(), Map.of(), "X-Forwarded-For", "198.51.100.78").expect(204);
        assertThat(visits.list("")).hasSize(1);
    }

    @Test
    void behind_a_proxy_the_visitors_own_address_is_kept() {
        visits.click(ada.link(), Map.of(), "X-Forwarded-For", "6.6.6.6, 203.0.113.9, 10.0.0.7")
                .expect(204);
        assertThat(visits.list("").getFirst().path("ip").asString()).isEqualTo("203.0.113.9");
    }

    private void bad(Map<String, Object> good, String field, Object value) {
        Map<String, Object> body = new HashMap<>(good);
        body.put(field, value);
        visits.send("/t/click", body).expectBadField(field);
        body.put("cart", "c-1");
        visits.send("/t/cart", body).expectBadField(field);
    }

    private static List<String> names(Answer answer) {
        return answer.headers().map().keySet().stream().sorted().toList();
    }
}
