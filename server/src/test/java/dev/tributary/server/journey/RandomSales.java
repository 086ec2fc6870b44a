package dev.tributary.server.journey;

import static dev.tributary.server.journey.Chance.json;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Signing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is clicked, bought and given back on a random day: at a shop's door, whose messages may come late, and by API. */
final class RandomSales {
    private final Chance chance;
    private final Merchant merchant;
    private final RandomPeople people;
    private final Signing shop;
    private final String publicKey;
    private final List<String> carts = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<String> stale = new ArrayList<>();
    private int number;
    private int told;

    /** An order of the shop, so that it can be told of again: what was given back, and its status. */
    private static final class Order {
        final long id;
        final String lines;
        final String clues;
        final BigDecimal total;
        final List<BigDecimal> refunds = new ArrayList<>();
        String status = "processing";

        Order(long id, String lines, String clues, BigDecimal total) {
            this.id = id;
            this.lines = lines;
            this.clues = clues;
            this.total = total;
        }

        BigDecimal left() {
            return total.subtract(refunds.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        }
    }

    RandomSales(Chance chance, Merchant merchant, RandomPeople people) {
        this.chance = chance;
        this.merchant = merchant;
        this.people = people;
        this.shop = Signing.shop(merchant, "woocommerce");
        this.publicKey = merchant.get("/api/v1/tracking").expect(200).text("/public_key");
    }

    void click() {
        String cart = "cart-" + ++number;
        Map<String, Object> visit = Map.of(
                "key",
                publicKey,
                "id",
                UUID.randomUUID().toString(),
                "url",
                "https://shop.example/?" + people.any().link(),
                "age",
                chance.below(100_000),
                "cart",
                cart);
        merchant.server().stranger().post("/t/cart", json(visit)).expect(204);
        carts.add(cart);
    }

    /** An order by API: of a cart, with a coupon, by a known customer, of a known article, or again. */
    void track() {
        Map<String, Object> order = order();
        order.put("order_id", "T" + (chance.oneIn(4) ? number : ++number));
        order.put("test", chance.oneIn(5));
        take(order);
    }

    /** A subscription's order: the first of it, or a renewal. */
    void subscribe() {
        Map<String, Object> order = order();
        order.put("order_id", "S" + ++number);
        order.put("is_subscription", true);
        order.put("subscription_id", "sub-" + chance.below(3));
        take(order);
    }

    void sell() {
        tell(newOrder());
    }

    /** The first message about an order comes after one that tells of a refund. */
    void sellLate() {
        Order order = newOrder();
        stale.add(message(order));
        giveBack(order);
        tell(order);
    }

    void refund() {
        orders.stream()
                .filter(order -> order.left().signum() > 0)
                .reduce((a, b) -> chance.oneIn(2) ? a : b)
                .ifPresent(order -> {
                    giveBack(order);
                    tell(order);
                });
    }

    void cancel() {
        if (!orders.isEmpty()) {
            Order order = chance.any(orders);
            order.status = chance.any(List.of("cancelled", "refunded"));
            tell(order);
        }
    }

    void tellAgain() {
        if (!orders.isEmpty()) {
            tell(chance.any(orders));
        }
    }

    /** A message from before: nothing that it says of the order counts any more. */
    void tellStale() {
        if (!stale.isEmpty()) {
            shop.woo(chance.any(stale)).expect(200);
        }
    }

    private Map<String, Object> order() {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("cart_id", carts.isEmpty() ? "none" : chance.any(carts));
        order.put("currency_code", chance.any(List.of("USD", "USD", "USD", "EUR")));
        order.put(
                "items",
                List.of(Map.of(
                        "name",
                        "Tea",
                        "sku",
                        "T" + chance.below(4),
                        "quantity",
                        1 + chance.below(3),
                        "price",
                        chance.price())));
        order.put("discount_code", people.anyCoupon());
        order.put("customer", Map.of("email", chance.oneIn(5) ? "p1@partners.example" : chance.any(people.emails)));
        return order;
    }

    private void take(Map<String, Object> order) {
        Answer answer = merchant.track(json(order));
        if (answer.status() != 200 && answer.status() != 201) {
            throw new AssertionError(order + ": " + answer.status() + " " + answer.text());
        }
    }

    private Order newOrder() {
        BigDecimal total = BigDecimal.ZERO;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i <= chance.below(3); i++) {
            BigDecimal line = new BigDecimal(chance.price());
            total = total.add(line);
            lines.add("{\"id\":" + (i + 1) + ",\"name\":\"Tea\",\"quantity\":" + (1 + chance.below(4)) + ",\"sku\":\"T"
                    + i + "\",\"subtotal\":\"" + line + "\",\"total\":\"" + line + "\"}");
        }
        String clues = """
                "coupon_lines":[{"code":"%s"}],"billing":{"email":"%s"},
                "meta_data":[{"key":"_wc_order_attribution_session_entry","value":"https://shop.example/?%s"}]""".formatted(
                        chance.oneIn(2) ? "none" : people.anyCoupon(),
                        chance.any(people.emails),
                        chance.oneIn(2) ? "" : people.any().link());
        Order order = new Order(++number, String.join(",", lines), clues, total);
        orders.add(order);
        return order;
    }

    private void giveBack(Order order) {
        int cents = order.left().movePointRight(2).intValueExact();
        int back = chance.oneIn(3) ? cents : 1 + chance.below(cents);
        order.refunds.add(BigDecimal.valueOf(back, 2));
    }

    private void tell(Order order) {
        String message = message(order);
        shop.woo(message).expect(200);
        stale.add(message);
    }

    /** Each message is a second newer than all before. */
    private String message(Order order) {
        List<String> refunds = new ArrayList<>();
        order.refunds.forEach(amount ->
                refunds.add("{\"id\":" + (order.id * 100 + refunds.size()) + ",\"total\":\"-" + amount + "\"}"));
        told++;
        return """
                {"id":%d,"number":"%d","status":"%s","currency":"USD","date_created_gmt":"2026-05-01T10:00:00",
                "date_modified_gmt":"2026-05-01T11:%02d:%02d","total":"%s","shipping_total":"0.00","total_tax":"0.00",
                "line_items":[%s],"refunds":[%s],%s}""".formatted(
                        order.id,
                        order.id,
                        order.status,
                        told / 60,
                        told % 60,
                        order.total,
                        order.lines,
                        String.join(",", refunds),
                        order.clues);
    }
}
