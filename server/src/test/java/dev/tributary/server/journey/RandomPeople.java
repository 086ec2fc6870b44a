package dev.tributary.server.journey;

import static dev.tributary.server.journey.Chance.json;

import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.Portal;
import dev.tributary.testkit.SettableClock;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The affiliates of a random day: they sign up, come in, edit themselves, and the merchant judges and edits them. */
final class RandomPeople {
    /** How long the page wants to have been open before its form is believed. */
    private static final Duration LOOKED_AT = Duration.ofSeconds(4);

    private static final List<String> COMPANIES = List.of("Δέλτα", "Söhne & Co", "Bee 🐝", "");

    private final Chance chance;
    private final Merchant merchant;
    private final SettableClock clock;
    private final List<Long> offers;
    private final Portal portal;
    private final String programme;
    private final String page;
    private final Map<Long, Browser> inPortal = new HashMap<>();
    final List<Partner> all = new ArrayList<>();
    final List<String> coupons = new ArrayList<>();
    final List<String> emails = new ArrayList<>(List.of("jane@example.com", "joe@example.com"));
    private int number;

    RandomPeople(Chance chance, Merchant merchant, SettableClock clock, List<Long> offers) {
        this.chance = chance;
        this.merchant = merchant;
        this.clock = clock;
        this.offers = offers;
        this.portal = Portal.of(merchant);
        JsonNode first = merchant.get("/api/v1/programmes").expect(200).json().at("/data/0");
        this.programme = "/api/v1/programmes/" + first.path("id").asString();
        this.page = "/join/" + first.path("slug").asString();
        signUp();
    }

    /** Through the public page, as a person does who takes a moment over it. */
    void signUp() {
        boolean waits = chance.oneIn(3); // and only then may one ask for a coupon
        merchant.patch(
                        programme,
                        json(Map.of(
                                "open",
                                true,
                                "offer_id",
                                chance.any(offers),
                                "status",
                                waits ? "PENDING" : "ACTIVE",
                                "ask",
                                waits ? List.of("coupon") : List.of())))
                .expect(200);
        String form = merchant.server().stranger().get(page).expect(200).text();
        String token = form.replaceAll("(?s).*name=\"form\" value=\"([^\"]+)\".*", "$1");
        clock.advance(LOOKED_AT);
        String name = "p" + ++number;
        String email = name + "@partners.example";
        String coupon = waits ? coupon() : "";
        merchant.server()
                .stranger()
                .post(
                        page,
                        BodyPublishers.ofString("form=" + token + "&first_name=" + name + "&last_name=Partner&email="
                                + encode(email) + "&coupon=" + coupon),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(303);
        join(email);
    }

    /** One who is an affiliate by now. */
    void join(String email) {
        JsonNode made = merchant.get("/api/v1/affiliates?email=" + encode(email))
                .expect(200)
                .json()
                .at("/data/0");
        all.add(new Partner(made.path("id").asLong(), made.path("code").asString()));
    }

    void judge() {
        merchant.post(
                        "/api/v1/affiliates/status",
                        json(Map.of(
                                "ids",
                                chance.some(ids()),
                                "status",
                                chance.any(List.of("ACTIVE", "ACTIVE", "ACTIVE", "DISABLED", "DENIED")))))
                .expect(200);
    }

    void edit() {
        Map<String, Object> changes =
                chance.oneIn(2) ? Map.of("company", chance.any(COMPANIES)) : Map.of("offer_id", chance.any(offers));
        merchant.patch("/api/v1/affiliates/" + any().id(), json(changes)).expect(200);
    }

    /** The affiliate's own edit, for which it comes in first. */
    void editOneself() {
        Partner partner = any();
        String status = merchant.get("/api/v1/affiliates/" + partner.id()).text("/status");
        if (status.equals("ACTIVE")) {
            String profile = "/portal/profile";
            Browser browser = inPortal.computeIfAbsent(partner.id(), portal::enter);
            if (browser.get(profile).status() != 200) { // was put out meanwhile
                browser = portal.enter(partner.id());
                inPortal.put(partner.id(), browser);
            }
            String version = browser.get(profile)
                    .expect(200)
                    .text()
                    .replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
            Browser.location(browser.submit(
                    profile,
                    profile,
                    "version",
                    version,
                    "first_name",
                    "p" + chance.below(3),
                    "last_name",
                    "Partner",
                    "company",
                    chance.any(COMPANIES)));
        }
    }

    /** Any kind; one that another has already changes nothing. */
    void addTrigger() {
        String type = chance.any(List.of("COUPON", "EMAIL", "SKU"));
        String value = switch (type) {
            case "EMAIL" -> {
                emails.add("buyer" + ++number + "@example.com");
                yield emails.getLast();
            }
            case "SKU" -> "T" + chance.below(4);
            default -> coupon();
        };
        int status = merchant.post(
                        "/api/v1/affiliates/" + any().id() + "/triggers", json(Map.of("type", type, "trigger", value)))
                .status();
        if (status != 201 && !(status == 409 && type.equals("SKU"))) {
            throw new AssertionError(type + " " + value + ": " + status);
        }
    }

    void removeTrigger() {
        JsonNode triggers = merchant.get("/api/v1/affiliates/" + any().id() + "/triggers")
                .expect(200)
                .json()
                .path("data");
        if (!triggers.isEmpty()) {
            merchant.delete("/api/v1/triggers/" + triggers.get(0).path("id").asLong())
                    .expect(204);
        }
    }

    Partner any() {
        return chance.any(all);
    }

    List<Long> ids() {
        return all.stream().map(Partner::id).toList();
    }

    String anyCoupon() {
        return coupons.isEmpty() ? "none" : chance.any(coupons);
    }

    long anyOffer() {
        return chance.any(offers);
    }

    /** One that nobody has yet. */
    String coupon() {
        coupons.add("SAVE" + ++number);
        return coupons.getLast();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
