package dev.tributary.server.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** The sample programme and what can happen in it, each by the call that a merchant, shop or affiliate would make. */
final class SampleProgramme {
    private static final List<SampleShop.Product> PRODUCTS = List.of(
            new SampleShop.Product("TEA-100", "First Flush Darjeeling", "18.90"),
            new SampleShop.Product("POT-1", "Cast-iron teapot", "74.00"),
            new SampleShop.Product("CUP-4", "Four porcelain cups", "42.50"),
            new SampleShop.Product("HON-250", "Linden honey", "9.80"));
    private static final List<SampleShop.Customer> CUSTOMERS = List.of(
            new SampleShop.Customer("Jane", "Doe"),
            new SampleShop.Customer("Amir", "Haddad"),
            new SampleShop.Customer("Sofía", "Núñez"),
            new SampleShop.Customer("Wei", "Zhang"),
            new SampleShop.Customer("Lena", "Vogel"));
    private static final List<String> FIRST_NAMES =
            List.of("John", "Mara", "Tomás", "Aiko", "Priya", "Noah", "Élise", "Olu", "Hanna", "Ravi");
    private static final List<String> LAST_NAMES =
            List.of("Smith", "Okafor", "Lindqvist", "Moreau", "Tanaka", "Patel", "Novak", "Silva");
    private static final List<String> CITIES = List.of("New York", "Lyon", "Osaka", "Lagos", "Porto", "Graz");

    /** The page takes only so many forms an hour from one address. */
    private static final int MOST_BY_PAGE = 20;

    private final FrontDoor door;
    private final SampleShop shop;
    private final SampleVisitors visitors;
    private final RandomGenerator random;
    private final long offer;
    private final SampleSignUp page;
    private final List<Affiliate> affiliates = new ArrayList<>();
    private int signUps;
    private int byPage;

    private record Affiliate(long id, String code, String coupon) {
        String link() {
            return "rfsn=" + id + "." + code;
        }
    }

    SampleProgramme(FrontDoor door, SampleShop shop, RandomGenerator random, long offer) {
        this.page = SampleSignUp.open(door, offer);
        this.door = door;
        this.shop = shop;
        this.visitors = new SampleVisitors(door, random);
        this.random = random;
        this.offer = offer;
    }

    /** An affiliate joins with a coupon, and is active at once. */
    void addActiveAffiliate() {
        affiliates.add(join("ACTIVE"));
    }

    /** An affiliate applies, the first few on the sign-up page, and is let in. */
    void applyAndLetIn() {
        Affiliate applied = byPage < MOST_BY_PAGE ? apply() : join("PENDING");
        door.post("/affiliates/status", Map.of("ids", List.of(applied.id()), "status", "ACTIVE"));
        affiliates.add(applied);
    }

    /** A few people follow links and buy nothing. */
    void browse() {
        for (int visits = random.nextInt(4); visits > 0; visits--) {
            visitors.browse(any(affiliates).link());
        }
    }

    void sellByLink(Instant now) {
        Affiliate affiliate = any(affiliates);
        String cart = visitors.fillCart(affiliate.link());
        shop.sellByCart(any(PRODUCTS), 1 + random.nextInt(3), any(CUSTOMERS), cart, now);
    }

    void sellByCoupon(Instant now) {
        shop.sellByCoupon(any(PRODUCTS), 1, any(CUSTOMERS), any(affiliates).coupon(), now);
    }

    /** The oldest conversion that waits is approved, or now and then denied. */
    void review() {
        List<Long> waiting = new ArrayList<>();
        for (JsonNode conversion :
                door.get("/conversions?status=PENDING&limit=20").path("data").values()) {
            waiting.add(conversion.path("id").longValue());
        }
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, Object> decision = new LinkedHashMap<>();
        decision.put("ids", List.of(waiting.getLast()));
        if (random.nextInt(4) == 0) {
            decision.put("status", "DENIED");
            decision.put("denied_reason_code", "DUPLICATE");
            decision.put("reason", "The customer ordered twice by mistake.");
        } else {
            decision.put("status", "APPROVED");
        }
        door.post("/conversions/status", decision);
    }

    /** An affiliate with something to be paid is paid, if there is one. */
    void payOne() {
        List<JsonNode> balances = List.copyOf(door.post("/payments", Map.of("all_affiliates", true, "dry_run", true))
                .path("data")
                .values());
        if (!balances.isEmpty()) {
            long affiliate = any(balances).path("affiliate_id").longValue();
            door.post("/payments", Map.of("affiliate_id", affiliate, "method", "PAYPAL", "note", "Thank you"));
        }
    }

    void moveHouse() {
        door.patch(
                "/affiliates/" + any(affiliates).id(),
                Map.of("city", any(CITIES), "zip", "" + random.nextInt(10_000, 99_999)));
    }

    void addTrigger() {
        Affiliate affiliate = any(affiliates);
        String value = "TEA" + affiliate.id() % 1000 + "-" + random.nextInt(100, 999_999);
        door.post("/affiliates/" + affiliate.id() + "/triggers", Map.of("type", "COUPON", "trigger", value));
    }

    private Affiliate apply() {
        byPage++;
        String first = any(FIRST_NAMES);
        String coupon = coupon(first);
        String email = "affiliate" + signUps + "@example.com";
        page.signUp(first, any(LAST_NAMES), email, coupon);
        JsonNode made = door.get("/affiliates?email=" + email).path("data").path(0);
        return new Affiliate(made.path("id").longValue(), made.path("code").asString(), coupon);
    }

    private String coupon(String first) {
        return first.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "X") + ++signUps;
    }

    private Affiliate join(String status) {
        String first = any(FIRST_NAMES);
        String last = any(LAST_NAMES);
        String coupon = coupon(first);
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("first_name", first);
        profile.put("last_name", last);
        profile.put("email", "affiliate" + signUps + "@example.com");
        profile.put("city", any(CITIES));
        profile.put("offer_id", offer);
        profile.put("status", status);
        profile.put("coupon", coupon);
        profile.put("custom_fields", List.of(Map.of("name", SampleSignUp.QUESTION, "value", last + "_tea")));
        JsonNode made = door.post("/affiliates", profile);
        return new Affiliate(made.path("id").longValue(), made.path("code").asString(), coupon);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
