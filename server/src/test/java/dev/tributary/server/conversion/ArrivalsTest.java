package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import dev.tributary.testkit.Seeds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever a shop's messages about an order arrive in, they end in the same. */
@Tag("database")
class ArrivalsTest {
    private static final int SOME = 12;
    private static final String FIRST_REFUND = """
            {"id": 7001, "order_id": 820982911946154508, "created_at": "2026-05-01T08:00:00-04:00",
             "refund_line_items": [{"id": 1, "quantity": 1, "line_item_id": 866550311766439020,
               "subtotal": 33.33, "total_tax": 3.52, "line_item": {"id": 866550311766439020, "sku": "TEA-1"}}],
             "transactions": [{"id": 2, "amount": "36.85", "kind": "refund", "status": "success"}],
             "order_adjustments": []}""";
    private static final String SECOND_REFUND = """
            {"id": 7002, "order_id": 820982911946154508, "created_at": "2026-05-01T09:00:00-04:00",
             "refund_line_items": [],
             "transactions": [{"id": 3, "amount": "10.00", "kind": "refund", "status": "success"}],
             "order_adjustments": [{"id": 4, "amount": "-10.00", "tax_amount": "0.00", "kind": "refund_discrepancy"}]}""";
    private static final String REST_REFUND = """
            {"id": 7003, "order_id": 820982911946154508, "created_at": "2026-05-01T09:30:00-04:00",
             "refund_line_items": [{"id": 5, "quantity": 1, "line_item_id": 866550311766439020,
               "subtotal": 33.34, "total_tax": 3.51}, {"id": 6, "quantity": 1, "line_item_id": 141249953214522974,
               "subtotal": 33.33, "total_tax": 3.52}],
             "transactions": [{"id": 7, "amount": "83.70", "kind": "refund", "status": "success"}],
             "order_adjustments": [{"id": 8, "amount": "-20.00", "tax_amount": "0.00", "kind": "shipping_refund"},
               {"id": 9, "amount": "10.00", "tax_amount": "0.00", "kind": "refund_discrepancy"}]}""";

    private final LiveServer server = SharedServer.server();
    private long next = 1;

    @Test
    void some_orders_of_arrival_end_in_the_same() {
        all(SOME);
    }

    @Test
    @Tag("long")
    void all_orders_of_arrival_end_in_the_same() {
        all(Integer.MAX_VALUE);
    }

    private void all(int most) {
        Merchant merchant = server.merchant();
        merchant.rules(new AttributionRules(false, true, true, true, false));
        long waiting = merchant.offer("PERCENT_OF_SALE", "10", "");
        long atOnce = merchant.offer("PERCENT_OF_SALE", "12.5", ",\"auto_approve_days\":0");
        Partner link = merchant.partner(waiting, "ada", "");
        Partner sku = merchant.partner(atOnce, "bob", "");
        merchant.post("/api/v1/affiliates/" + sku.id() + "/triggers", "{\"type\":\"SKU\",\"trigger\":\"TEA-1\"}")
                .expect(201);
        Shop shop = merchant.shop();
        String created = ShopifyOrders.landing(link.link());
        String paid = at(created, "paid", "2026-04-30T11:07:00-04:00", "[]");
        String updated = at(created, "partially_refunded", "2026-05-01T08:00:01-04:00", "[" + FIRST_REFUND + "]");
        String cancelled = at(created, "partially_refunded", "2026-05-01T09:10:00-04:00", both())
                .replace("\"cancelled_at\": null", "\"cancelled_at\": \"2026-05-01T09:10:00-04:00\"");
        String returned = at(created, "refunded", "2026-05-01T09:30:01-04:00", three());
        State partly = play(merchant, shop, List.of(created, paid, updated, FIRST_REFUND, SECOND_REFUND), most);
        assertThat(partly.order()).isEqualTo("OPEN");
        assertThat(partly.sums().get(sku.id() + " APPROVED")).isEqualTo("[83.70, 3.72]");
        State gone =
                play(merchant, shop, List.of(created, paid, updated, FIRST_REFUND, SECOND_REFUND, cancelled), most);
        assertThat(gone.order()).isEqualTo("CANCELLED");
        assertThat(gone.sums().toString()).doesNotContain("PENDING");
        assertThat(gone.sums().get(sku.id() + " APPROVED")).isEqualTo("[0.00, 0.00]");
        State back =
                play(merchant, shop, List.of(created, FIRST_REFUND, SECOND_REFUND, REST_REFUND, returned, paid), most);
        assertThat(back.order()).isEqualTo("RETURNED");
        assertThat(back.sums()).isEqualTo(gone.sums());
    }

    /** Plays the messages in many orders, with repetitions, and says what they all end in. */
    private State play(Merchant merchant, Shop shop, List<String> messages, int most) {
        RandomGenerator random = Seeds.random("arrivals");
        List<List<Integer>> arrivals = arrivals(messages.size());
        State clean = state(merchant, deliver(shop, messages, arrivals.getFirst(), random));
        for (int i = 1; i < arrivals.size(); i += Math.max(1, arrivals.size() / most)) {
            List<Integer> arrival = arrivals.get(i);
            assertThat(state(merchant, deliver(shop, messages, arrival, random)))
                    .as("arriving as %s", arrival)
                    .isEqualTo(clean);
        }
        return clean;
    }

    /** Delivers them as another order, and answers with its id. */
    private String deliver(Shop shop, List<String> messages, List<Integer> arrival, RandomGenerator random) {
        long number = next++;
        List<String> sent = new ArrayList<>();
        String order = "";
        for (int index : arrival) {
            String message = messages.get(index)
                    .replace("820982911946154508", "5000" + number)
                    .replaceAll("\"id\": 700([123])", "\"id\": 6$1" + number);
            sent.add(message);
            order = shop.send(message).expect(200).json().path("order").asString(order);
            if (random.nextInt(3) == 0) {
                shop.send(sent.get(random.nextInt(sent.size()))).expect(200);
            }
        }
        return order;
    }

    /**
     * What counts in the end.
     *
     * @param firsts what became of the conversions that the order made
     * @param sums total and commission of what counts, by affiliate and status
     */
    private record State(String order, String refunded, List<String> firsts, Map<String, String> sums) {}

    private static State state(Merchant merchant, String id) {
        JsonNode order = merchant.get("/api/v1/orders/" + id).expect(200).json();
        List<String> firsts = new ArrayList<>();
        Map<String, List<BigDecimal>> sums = new TreeMap<>();
        for (JsonNode conversion : order.path("conversions").values()) {
            String whose = conversion.path("affiliate_id").asLong() + " "
                    + conversion.path("status").asString();
            if (conversion.path("refund_of").isNull()) {
                firsts.add(whose);
            }
            if (!whose.endsWith("DENIED")) {
                List<BigDecimal> more = List.of(amount(conversion, "total"), amount(conversion, "commission_total"));
                sums.merge(
                        whose,
                        more,
                        (one, two) ->
                                List.of(one.get(0).add(two.get(0)), one.get(1).add(two.get(1))));
            }
        }
        Map<String, String> written = new TreeMap<>();
        sums.forEach((whose, sum) -> written.put(whose, sum.toString()));
        String refunded = order.path("refunded_total").asString() + " in "
                + order.path("refunds").size();
        return new State(order.path("state").asString(), refunded, firsts, written);
    }

    private static BigDecimal amount(JsonNode node, String name) {
        return new BigDecimal(node.path(name).asString());
    }

    private static String both() {
        return "[" + FIRST_REFUND + "," + SECOND_REFUND + "]";
    }

    private static String three() {
        return "[" + FIRST_REFUND + "," + SECOND_REFUND + "," + REST_REFUND + "]";
    }

    private static String at(String created, String status, String time, String refunds) {
        String order = created.replace("\"financial_status\": \"pending\"", "\"financial_status\": \"" + status + "\"")
                .replace("\"updated_at\": \"2026-04-30T11:06:07-04:00\"", "\"updated_at\": \"" + time + "\"")
                .replace("\"refunds\": []", "\"refunds\": " + refunds);
        assertThat(order).isNotEqualTo(created);
        return order;
    }

    private static List<List<Integer>> arrivals(int count) {
        List<List<Integer>> all = List.of(List.of());
        for (int i = 0; i < count; i++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> arrival : all) {
                for (int place = arrival.size(); place >= 0; place--) {
                    List<Integer> one = new ArrayList<>(arrival);
                    one.add(place, i);
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }
}
