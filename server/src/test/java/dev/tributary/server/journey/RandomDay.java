package dev.tributary.server.journey;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.Signing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Things that happen in a programme, through the doors that they come by, as chance has it. */
final class RandomDay {
    private final Random random;
    private final Merchant merchant;
    private final Signing shop;
    private final String publicKey;
    private final List<Long> offers;
    private final List<Partner> partners = new ArrayList<>();
    private final List<String> coupons = new ArrayList<>();
    private final List<String> carts = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private int number;

    /** An order of the shop, so that it can be told of again: what was given back, and its status. */
    private static final class Order {
        final long id;
        final String lines;
        final String coupon;
        final String landed;
        final BigDecimal total;
        final List<BigDecimal> refunds = new ArrayList<>();
        String status = "processing";

        Order(long id, String lines, String coupon, String landed, BigDecimal total) {
            this.id = id;
            this.lines = lines;
            this.coupon = coupon;
            this.landed = landed;
            this.total = total;
        }

        BigDecimal left() {
            return total.subtract(refunds.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        }
    }

    RandomDay(Random random, Merchant merchant) {
        this.random = random;
        this.merchant = merchant;
        this.shop = Signing.shop(merchant, "woocommerce");
        this.publicKey = merchant.get("/api/v1/tracking").expect(200).text("/public_key");
        this.offers = List.of(
                merchant.offer("PERCENT_OF_SALE", "12.5", ""),
                merchant.offer("FLAT_RATE_PER_ITEM", "1.10", ",\"auto_approve_days\":0"),
                merchant.offer("FLAT_RATE_PER_ORDER", "7.77", ""));
        signUp();
    }

    /** Does one thing, and says what. */
    String step() {
        List<Runnable> all = List.of(
                this::signUp,
                this::judgeAffiliates,
                this::editAffiliate,
                this::addCoupon,
                this::removeTrigger,
                this::click,
                this::track,
                this::track,
                this::sell,
                this::sell,
                this::refund,
                this::refund,
                this::cancel,
                this::tellAgain,
                this::judgeConversions,
                this::judgeConversions,
                this::judgeConversions,
                this::creditByHand,
                this::pay,
                this::prepare,
                this::settle);
        int which = random.nextInt(all.size());
        all.get(which).run();
        return String.valueOf(which);
    }

    private void signUp() {
        String name = "p" + ++number;
        String coupon = random.nextBoolean() ? "" : ",\"coupon\":\"" + coupon() + "\"";
        partners.add(merchant.partner(any(offers), name, coupon));
    }

    private void judgeAffiliates() {
        post(
                "/api/v1/affiliates/status",
                Map.of(
                        "ids",
                        some(partners.stream().map(Partner::id).toList()),
                        "status",
                        any(List.of("ACTIVE", "ACTIVE", "ACTIVE", "DISABLED", "DENIED"))));
    }

    private void editAffiliate() {
        Map<String, Object> changes = random.nextBoolean()
                ? Map.of("company", any(List.of("Δέλτα", "Söhne & Co", "")))
                : Map.of("offer_id", any(offers));
        merchant.patch("/api/v1/affiliates/" + any(partners).id(), json(changes))
                .expect(200);
    }

    private void addCoupon() {
        merchant.post(
                "/api/v1/affiliates/" + any(partners).id() + "/triggers",
                json(Map.of("type", "COUPON", "trigger", coupon())));
    }

    private void removeTrigger() {
        JsonNode triggers = merchant.get("/api/v1/affiliates/" + any(partners).id() + "/triggers")
                .json()
                .path("data");
        if (!triggers.isEmpty()) {
            merchant.delete("/api/v1/triggers/" + triggers.get(0).path("id").asLong())
                    .expect(204);
        }
    }

    private void click() {
        String cart = "cart-" + ++number;
        Map<String, Object> visit = Map.of(
                "key",
                publicKey,
                "id",
                UUID.randomUUID().toString(),
                "url",
                "https://shop.example/?" + any(partners).link(),
                "age",
                random.nextInt(100_000),
                "cart",
                cart);
        merchant.server().stranger().post("/t/cart", json(visit)).expect(204);
        carts.add(cart);
    }

    private void track() {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("order_id", "T" + (random.nextInt(4) == 0 ? number : ++number));
        order.put("cart_id", carts.isEmpty() ? "none" : any(carts));
        order.put("currency_code", any(List.of("USD", "USD", "USD", "EUR")));
        order.put("items", List.of(Map.of("name", "Tea", "quantity", 1 + random.nextInt(3), "price", price())));
        order.put("discount_code", coupons.isEmpty() ? "" : any(coupons));
        order.put("customer", Map.of("email", random.nextInt(5) == 0 ? "p1@partners.example" : "jane@example.com"));
        merchant.track(json(order));
    }

    private void sell() {
        BigDecimal total = BigDecimal.ZERO;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            BigDecimal line = new BigDecimal(price());
            total = total.add(line);
            lines.add("{\"id\":" + (i + 1) + ",\"name\":\"Tea\",\"quantity\":" + (1 + random.nextInt(4))
                    + ",\"sku\":\"T" + i + "\",\"subtotal\":\"" + line + "\",\"total\":\"" + line + "\"}");
        }
        String coupon = coupons.isEmpty() || random.nextBoolean() ? "none" : any(coupons);
        String landed = random.nextBoolean() ? "/" : "/?" + any(partners).link();
        Order order = new Order(++number, String.join(",", lines), coupon, landed, total);
        orders.add(order);
        tell(order);
    }

    private void refund() {
        orders.stream()
                .filter(order -> order.left().signum() > 0)
                .reduce((a, b) -> random.nextBoolean() ? a : b)
                .ifPresent(order -> {
                    int cents = order.left().movePointRight(2).intValueExact();
                    int back = random.nextInt(3) == 0 ? cents : 1 + random.nextInt(cents);
                    order.refunds.add(BigDecimal.valueOf(back, 2));
                    tell(order);
                });
    }

    private void cancel() {
        if (!orders.isEmpty()) {
            Order order = any(orders);
            order.status = any(List.of("cancelled", "refunded"));
            tell(order);
        }
    }

    private void tellAgain() {
        if (!orders.isEmpty()) {
            tell(any(orders));
        }
    }

    private void judgeConversions() {
        List<Long> known = ids("/api/v1/conversions?limit=200");
        if (!known.isEmpty()) {
            String status = any(List.of("APPROVED", "APPROVED", "DENIED", "PENDING"));
            Map<String, Object> body = new LinkedHashMap<>(Map.of("ids", some(known), "status", status));
            if (status.equals("DENIED")) {
                body.put("denied_reason_code", "OTHER");
            }
            post("/api/v1/conversions/status", body);
        }
    }

    private void creditByHand() {
        merchant.post(
                "/api/v1/conversions", json(Map.of("affiliate_id", any(partners).id(), "total", price())));
    }

    private void pay() {
        post("/api/v1/payments", Map.of("all_affiliates", true, "method", "PAYPAL"));
    }

    private void prepare() {
        post(
                "/api/v1/payments",
                Map.of("affiliate_ids", some(partners.stream().map(Partner::id).toList()), "draft", true));
    }

    private void settle() {
        List<Long> drafts = ids("/api/v1/payments?status=PREPARED");
        if (!drafts.isEmpty()) {
            merchant.post("/api/v1/payments/" + any(drafts) + (random.nextBoolean() ? "/send" : "/void"))
                    .expect(200);
        }
    }

    private void tell(Order order) {
        List<String> refunds = new ArrayList<>();
        order.refunds.forEach(amount ->
                refunds.add("{\"id\":" + (order.id * 100 + refunds.size()) + ",\"total\":\"-" + amount + "\"}"));
        shop.woo("""
                {"id":%d,"number":"%d","status":"%s","currency":"USD","date_created_gmt":"2026-05-01T12:00:00",
                "date_modified_gmt":"2026-05-01T12:00:00","total":"%s","shipping_total":"0.00","total_tax":"0.00",
                "line_items":[%s],"coupon_lines":[{"code":"%s"}],"refunds":[%s],
                "meta_data":[{"key":"_wc_order_attribution_session_entry","value":"https://shop.example%s"}]}""".formatted(
                                order.id,
                                order.id,
                                order.status,
                                order.total,
                                order.lines,
                                order.coupon,
                                String.join(",", refunds),
                                order.landed))
                .expect(200);
    }

    private List<Long> ids(String path) {
        return merchant.get(path)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .map(row -> row.path("id").asLong())
                .toList();
    }

    private Answer post(String path, Map<String, ?> body) {
        Answer answer = merchant.post(path, json(body));
        if (answer.status() >= 300) {
            throw new AssertionError(path + " " + body + ": " + answer.status() + " " + answer.text());
        }
        return answer;
    }

    private String coupon() {
        String coupon = "SAVE" + ++number;
        coupons.add(coupon);
        return coupon;
    }

    private String price() {
        return String.format(Locale.ROOT, "%d.%02d", 1 + random.nextInt(200), random.nextInt(100));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> List<T> some(List<T> of) {
        List<T> some = of.stream().filter(one -> random.nextBoolean()).toList();
        return some.isEmpty() ? Stream.of(any(of)).toList() : some;
    }

    private static String json(Map<String, ?> body) {
        return JsonMapper.shared().writeValueAsString(body);
    }
}
