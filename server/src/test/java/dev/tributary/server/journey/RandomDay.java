package dev.tributary.server.journey;

import static dev.tributary.server.journey.Chance.json;

import dev.tributary.server.moving.Mover;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.testkit.SettableClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Things that happen in a programme, through the doors that they come by, as chance has it. */
final class RandomDay {

    private final Chance chance;
    private final Merchant merchant;
    private final RandomPeople people;
    private final RandomSales sales;
    private final RandomRules rules;
    private final List<RandomShop<?, ?>> shops;
    private final Map<String, Runnable> things = new LinkedHashMap<>();
    private final List<String> often;

    RandomDay(Random random, Merchant merchant, SettableClock clock) {
        this.chance = new Chance(random);
        this.merchant = merchant;
        List<Long> offers = List.of(
                merchant.offer("PERCENT_OF_SALE", "12.5", ",\"renewal_limit\":2"),
                merchant.offer("FLAT_RATE_PER_ITEM", "1.10", ",\"auto_approve_days\":0"),
                merchant.offer("FLAT_RATE_PER_ORDER", "7.77", ""),
                tiered("revenue", "100", ",\"auto_approve_days\":0"),
                tiered("count", "2", ""));
        this.people = new RandomPeople(chance, merchant, clock, offers);
        this.sales = new RandomSales(chance, merchant, people);
        this.rules = new RandomRules(chance, merchant);
        RandomMovingIn movingIn = new RandomMovingIn(chance, new Mover(merchant), people, clock);
        this.shops = List.of(
                new RandomShopify(chance, merchant, people, movingIn, clock),
                new RandomWoo(chance, merchant, people, movingIn, clock),
                new RandomStripe(chance, merchant, people, clock));
        things.put("sign up", people::signUp);
        things.put("judge affiliates", people::judge);
        things.put("edit an affiliate", people::edit);
        things.put("edit oneself", people::editOneself);
        things.put("add a trigger", people::addTrigger);
        things.put("remove a trigger", people::removeTrigger);
        things.put("click", sales::click);
        things.put("track", sales::track);
        things.put("subscribe", sales::subscribe);
        things.put("sell", sales::sell);
        things.put("sell late", sales::sellLate);
        things.put("refund", sales::refund);
        things.put("cancel", sales::cancel);
        things.put("tell again", sales::tellAgain);
        things.put("tell stale news", sales::tellStale);
        things.put("judge conversions", this::judgeConversions);
        things.put("credit by hand", this::creditByHand);
        things.put("pay", this::pay);
        things.put("prepare", this::prepare);
        things.put("settle", this::settle);
        things.put("read an order again", this::readAgain);
        things.put("change the rules", rules::change);
        things.putAll(movingIn.things());
        shops.forEach(shop -> things.putAll(shop.things()));
        often = List.of(
                "track",
                "sell",
                "refund",
                "judge conversions",
                "judge conversions",
                "subscribe",
                "Shopify sells",
                "Shopify sells",
                "Shopify edits",
                "Shopify edits",
                "Shopify gives back",
                "Shopify tells late",
                "WooCommerce sells",
                "WooCommerce edits");
    }

    /** Does one thing, and says what: where a shop has more to say of the last one, that. */
    String step() {
        if (shops.stream().anyMatch(shop -> shop.post().sendNext())) {
            return "a shop goes on";
        }
        int which = chance.below(things.size() + often.size());
        String what =
                which < things.size() ? List.copyOf(things.keySet()).get(which) : often.get(which - things.size());
        Runnable thing = things.get(what);
        if (thing != null) {
            thing.run();
        }
        return what;
    }

    RandomRules rules() {
        return rules;
    }

    /** The orders of the shops that may tell of them in any order. */
    List<ToldOrder> orders() {
        return shops.stream().flatMap(shop -> shop.orders().stream()).toList();
    }

    private void readAgain() {
        List<String> known = rows("/api/v1/orders?limit=200")
                .map(row -> row.path("id").asString())
                .toList();
        if (!known.isEmpty()) {
            String order = chance.any(known);
            merchant.post("/api/v1/orders/" + order + "/reprocess").expect(200);
            orders().stream()
                    .filter(one -> one.id().filter(order::equals).isPresent())
                    .forEach(one -> one.heard("(read again)", order));
        }
    }

    private long tiered(String basis, String from, String more) {
        return merchant.post("/api/v1/offers", """
                {"name":"Rising","type":"TIERED","tier_basis":"%s",
                 "tiers":[{"from":"0","percent":"5"},{"from":"%s","percent":"10"}]%s}""".formatted(basis, from, more))
                .expect(201)
                .id();
    }

    private void judgeConversions() {
        List<JsonNode> all = rows("/api/v1/conversions?limit=200").toList();
        List<Long> known = all.stream()
                .filter(row -> !isGivenBack(row))
                .map(row -> row.path("id").asLong())
                .toList();
        if (!known.isEmpty()) {
            String status = chance.any(List.of("APPROVED", "APPROVED", "DENIED", "PENDING", "UNQUALIFIED"));
            Map<String, Object> body = new LinkedHashMap<>(Map.of("ids", chance.some(known), "status", status));
            if (status.equals("DENIED")) {
                body.put("denied_reason_code", "OTHER");
            }
            post("/api/v1/conversions/status", body);
        }
    }

    /** A refund that was taken back: to deny it would be to waive it, and the books could not tell. */
    private static boolean isGivenBack(JsonNode row) {
        return !row.path("refund_of").isNull()
                && !row.path("commission_total").asString().startsWith("-");
    }

    /** An amount, or an order that came in; refused where the affiliate may not earn, or has it already. */
    private void creditByHand() {
        Map<String, Object> body =
                new LinkedHashMap<>(Map.of("affiliate_id", people.any().id()));
        List<String> orders = rows("/api/v1/orders?limit=200")
                .map(row -> row.path("id").asString())
                .toList();
        if (orders.isEmpty() || chance.oneIn(2)) {
            body.put("total", chance.price());
        } else {
            body.put("order_id", chance.any(orders));
        }
        Answer answer = merchant.post("/api/v1/conversions", json(body));
        if (!List.of(201, 409, 422).contains(answer.status())) {
            throw new AssertionError(body + ": " + answer.status() + " " + answer.text());
        }
    }

    private void pay() {
        pay(Map.of("all_affiliates", true, "method", "PAYPAL"));
    }

    private void prepare() {
        pay(Map.of("affiliate_ids", chance.some(people.ids()), "draft", true));
    }

    /** For a period now and then, which the shop's orders and what is given back of them fall in or out of. */
    private void pay(Map<String, Object> whom) {
        Map<String, Object> body = new LinkedHashMap<>(whom);
        if (chance.oneIn(2)) {
            body.put("from", chance.any(List.of("2026-05-01T10:00:00Z", "2026-05-01T10:30:00Z", SharedServer.NOW)));
        }
        if (chance.oneIn(3)) {
            body.put("until", chance.any(List.of("2026-05-01T11:00:30Z", "2026-05-02T00:00:00Z")));
        }
        if (body.getOrDefault("from", "")
                        .toString()
                        .compareTo(body.getOrDefault("until", "9").toString())
                < 0) {
            post("/api/v1/payments", body);
        }
    }

    private void settle() {
        List<Long> drafts = ids("/api/v1/payments?status=PREPARED");
        if (!drafts.isEmpty()) {
            merchant.post("/api/v1/payments/" + chance.any(drafts) + (chance.oneIn(2) ? "/send" : "/void"))
                    .expect(200);
        }
    }

    private List<Long> ids(String path) {
        return rows(path).map(row -> row.path("id").asLong()).toList();
    }

    private Stream<JsonNode> rows(String path) {
        return merchant.get(path).expect(200).json().path("data").valueStream();
    }

    private void post(String path, Map<String, ?> body) {
        Answer answer = merchant.post(path, json(body));
        if (answer.status() >= 300) {
            throw new AssertionError(path + " " + body + ": " + answer.status() + " " + answer.text());
        }
    }
}
