package dev.tributary.server.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Json;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.ShopifyOrders;
import dev.tributary.testkit.Await;
import dev.tributary.webhooks.clock.UuidV7;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders that say nothing of an affiliate but have the cart of a click. */
@Tag("database")
class CartCreditTest {
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final DateTimeFormatter CLASSIC_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
    private final Partner ada = merchant.partner(offer, "ada", "");
    private final Partner bob = merchant.partner(offer, "bob", "");
    private final Visits visits = Visits.of(merchant);

    @Test
    void the_click_of_its_cart_credits_an_order_and_is_told_in_the_classic_body() {
        Instant twoDaysAgo = SharedServer.clock().instant().minusSeconds(2 * DAY);
        visits.cart(ada.link() + "&subid=spring&creative=b7", "cart-1", Map.of("age", 2 * DAY))
                .expect(204);
        Answer answer = order("1022", "cart-1").expect(201);
        assertThat(answer.text("/conversions/0/mechanism")).isEqualTo("LINK");
        assertThat(answer.text("/conversions/0/commission_total")).isEqualTo("5.00");
        assertThat(merchant.events("conversion.").getFirst().classic())
                .contains("\"click\":{\"created\":\"" + CLASSIC_TIME.format(twoDaysAgo)
                        + "\",\"referer\":\"https://blog.example/post\","
                        + "\"landed_url\":\"https://shop.example/tea?" + ada.link() + "&subid=spring&creative=b7\","
                        + "\"ip\":\"127.0.0.1\",\"sub_id\":\"spring\",\"creative_id\":\"b7\"}");
    }

    @Test
    void clicks_are_written_whatever_becomes_of_the_transaction_that_asks_for_them() {
        visits.cart(ada.link(), "cart-1", Map.of()).expect(204);
        server.bean(TransactionTemplate.class).executeWithoutResult(undone -> {
            server.bean(Clicks.class).settle();
            undone.setRollbackOnly();
        });
        assertThat(visits.list("")).hasSize(1);
    }

    @Test
    void the_newest_click_wins_and_the_older_one_is_told_why_it_lost() {
        visits.cart(bob.link(), "cart-1", Map.of("age", DAY)).expect(204);
        visits.cart(ada.link(), "cart-1", Map.of("age", 5 * DAY)).expect(204);
        Answer answer = order("1", "cart-1").expect(201);
        assertThat(answer.json().at("/conversions/0/affiliate_id").asLong()).isEqualTo(bob.id());
        Answer lost = merchant.get("/api/v1/conversions/" + answer.text("/conversions/1/id"));
        assertThat(lost.text("/status")).isEqualTo("UNQUALIFIED");
        assertThat(lost.json().at("/affiliate/id").asLong()).isEqualTo(ada.id());
        assertThat(lost.text("/attribution/unqualified_reason")).isEqualTo("NEWER_LINK");
        assertThat(lost.text("/attribution/losers/0/reason")).isEqualTo("NEWER_LINK");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.unqualified");
    }

    @Test
    void a_click_that_is_really_older_than_the_window_is_late_even_where_the_order_repeats_it() {
        visits.cart(ada.link(), "cart-1", Map.of("age", 31 * DAY)).expect(204);
        Answer answer =
                merchant.post("/api/v1/orders", """
                {"order_id":"1","cart_id":"cart-1","items":[{"quantity":1,"price":"50"}],\
                "click":{"landed_url":"https://shop.example/?%s"}}""".formatted(ada.link())).expect(201);
        assertThat(answer.text("/conversions/0/status")).isEqualTo("UNQUALIFIED");
        assertThat(merchant.get("/api/v1/conversions/" + answer.text("/conversions/0/id"))
                        .text("/attribution/unqualified_reason"))
                .isEqualTo("LATE_CLICK");
    }

    @Test
    void a_click_after_the_order_and_one_of_another_cart_or_account_credit_nobody() {
        visits.cart(ada.link(), "cart-1", Map.of()).expect(204);
        Merchant other = server.merchant();
        assertThat(order("1", "cart-2").text("/conversions/0/id")).isEmpty();
        assertThat(other.post("/api/v1/orders", body("1", "cart-1")).expect(201).text("/conversions/0/id"))
                .isEmpty();
        String earlier =
                body("2", "cart-1").replace("{\"order_id\"", "{\"created\":\"2026-04-30T00:00:00Z\",\"order_id\"");
        assertThat(merchant.post("/api/v1/orders", earlier).expect(201).text("/conversions/0/id"))
                .isEmpty();
    }

    @Test
    void a_shopify_order_finds_its_click_by_the_cart_token() {
        visits.cart(ada.link(), "68778783ad298f1c80c3bafcddeea02f?key=abc", Map.of("age", 5 * DAY))
                .expect(204);
        String order = ShopifyOrders.ORDER.replaceFirst(
                "\"cart_token\": [^,]*,", "\"cart_token\": \"68778783ad298f1c80c3bafcddeea02f\",");
        merchant.shop().send(order).expect(200);
        assertThat(merchant.events("conversion.").getFirst().data())
                .contains("\"mechanism\":\"LINK\"", "\"id\":\"aff_" + ada.id());
    }

    /** Half of an emoji is no UTF-8, and strict parsers refuse a body that escapes it. */
    @Test
    void a_sub_id_is_cut_between_two_characters_and_the_event_says_so_in_utf_8() {
        String cup = "\uD83C\uDF75";
        String longest = "a".repeat(254) + cup;
        visits.cart(ada.link() + "&subid=" + longest + "b&creative=" + cup.repeat(300), "cart-" + cup, Map.of())
                .expect(204);
        order("1", "cart-" + cup).expect(201);
        PublishedEvent event = merchant.events("conversion.").getFirst();
        for (String body : List.of(event.classic(), event.data())) {
            assertThat(body).doesNotContain("\\ud83c\"", "\\uD83C\"");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(body)).isTrue();
        }
        JsonNode click = JsonMapper.shared().readTree(event.classic()).path("click");
        assertThat(click.path("sub_id").asString()).isEqualTo(longest);
        assertThat(click.path("creative_id").asString()).isEqualTo(cup.repeat(255));
    }

    @Test
    void an_order_that_came_before_its_click_was_written_elsewhere_is_credited_a_moment_later_once() {
        ClickBuffer elsewhere = anotherNode();
        for (String cart : List.of("cart-1", "cart-2")) {
            tie(elsewhere, cart);
        }
        String order = order("1", "cart-1?key=abc").expect(201).text("/id");
        merchant.post("/api/v1/affiliates/" + bob.id() + "/triggers", "{\"type\":\"COUPON\",\"trigger\":\"BOB\"}")
                .expect(201);
        String claimed = body("2", "cart-2").replace("{\"order_id\"", "{\"discount_code\":\"BOB\",\"order_id\"");
        merchant.post("/api/v1/orders", claimed).expect(201);
        awaitLook(elsewhere);
        assertThat(merchant.get("/api/v1/orders/" + order).text("/conversions/0/mechanism"))
                .isEqualTo("LINK");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.created");
    }

    @Test
    void an_order_that_was_credited_by_its_skus_alone_before_its_click_was_written_is_credited_by_both() {
        ClickBuffer elsewhere = anotherNode();
        tie(elsewhere, "cart-1");
        merchant.trigger(bob, "SKU", "TEA");
        String order = merchant.post(
                        "/api/v1/orders", body("1", "cart-1").replace("{\"quantity\"", "{\"sku\":\"TEA\",\"quantity\""))
                .expect(201)
                .text("/id");
        awaitLook(elsewhere);
        Answer credited = merchant.get("/api/v1/orders/" + order);
        assertThat(credited.text("/conversions/0/mechanism")).isEqualTo("SKU");
        assertThat(credited.text("/conversions/1/mechanism")).isEqualTo("LINK");
        assertThat(credited.json().at("/conversions/1/affiliate_id").asLong()).isEqualTo(ada.id());
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.created");
    }

    private ClickBuffer anotherNode() {
        return new ClickBuffer(
                new WriteClicks(
                        server.bean(JdbcClient.class),
                        server.bean(TrackingStore.class),
                        server.bean(Affiliates.class),
                        server.bean(UuidV7.class),
                        SharedServer.clock())::all,
                new SimpleMeterRegistry(),
                SharedServer.clock());
    }

    private void tie(ClickBuffer elsewhere, String cart) {
        Fields told = Fields.parse(Json.bytes(visits.body(ada.link(), Map.of("cart", cart))));
        elsewhere.take(new ReadVisit(told, SharedServer.clock().instant()).cart("127.0.0.1", Visits.AGENT));
    }

    /** The other node writes, and the carts are looked at. */
    private void awaitLook(ClickBuffer elsewhere) {
        elsewhere.settle();
        assertThat(waiting()).isPositive();
        SharedServer.clock().advance(LateCarts.REST);
        try {
            Await.until(PATIENCE, "the end of looking", () -> waiting() == 0);
        } finally {
            SharedServer.clock().advance(LateCarts.REST.negated());
        }
    }

    private long waiting() {
        return server.bean(JdbcClient.class)
                .sql("select count(*) from cart where account_id = ? and look_at is not null")
                .param(merchant.account().value())
                .query(Long.class)
                .single();
    }

    private Answer order(String id, String cart) {
        return merchant.post("/api/v1/orders", body(id, cart));
    }

    private static String body(String id, String cart) {
        return "{\"order_id\":\"%s\",\"cart_id\":\"%s\",\"items\":[{\"quantity\":1,\"price\":\"50\"}]}"
                .formatted(id, cart);
    }
}
