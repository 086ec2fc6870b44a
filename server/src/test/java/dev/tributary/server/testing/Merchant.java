package dev.tributary.server.testing;

import dev.tributary.server.access.ApiKeys;
import dev.tributary.server.access.Scope;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.AttributionRules;
import dev.tributary.webhooks.endpoint.AccountId;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A merchant's account as one of its API keys sees it; everything is made through the doors that users have. */
public record Merchant(LiveServer server, AccountId account, String key, Calls calls) {
    static Merchant of(LiveServer server, AccountId account) {
        return with(server, account, EnumSet.allOf(Scope.class));
    }

    private static Merchant with(LiveServer server, AccountId account, Set<Scope> scopes) {
        String key = server.bean(ApiKeys.class).create(account, "test", scopes);
        return new Merchant(server, account, key, server.calls(key));
    }

    /** The same merchant with another key. */
    public Merchant with(Scope... scopes) {
        return with(server, account, Set.of(scopes));
    }

    public Answer get(String path, String... headers) {
        return calls.get(path, headers);
    }

    /** A POST without a body. */
    public Answer post(String path) {
        return calls.post(path);
    }

    public Answer post(String path, String json) {
        return calls.post(path, json);
    }

    public Answer patch(String path, String json, String... headers) {
        return calls.patch(path, json, headers);
    }

    public Answer delete(String path, String... headers) {
        return calls.delete(path, headers);
    }

    /** Posts to the door for shops that come from Refersion. */
    public Answer track(String json) {
        return server.stranger()
                .post(
                        "/tracker/orders/paid",
                        BodyPublishers.ofString(json),
                        "Refersion-Public-Key",
                        account.toString(),
                        "Refersion-Secret-Key",
                        key,
                        "Content-Type",
                        "application/json");
    }

    public void rules(AttributionRules rules) {
        server.bean(Accounts.class).changeRules(account, rules, ZoneOffset.UTC);
    }

    /** Makes an offer; {@code more} is JSON to go on with. */
    public long offer(String type, String amount, String more) {
        return post("/api/v1/offers", """
                {"name":"Standard","type":"%s","amount":"%s"%s}""".formatted(type, amount, more))
                .expect(201)
                .id();
    }

    /** Makes an active affiliate; {@code more} is JSON to go on with. */
    public Partner partner(long offer, String name, String more) {
        JsonNode made = post("/api/v1/affiliates", """
                {"first_name":"%s","last_name":"Partner","email":"%s@partners.example","offer_id":%d,\
                "status":"ACTIVE"%s}""".formatted(name, name, offer, more))
                .expect(201)
                .json();
        return new Partner(made.path("id").asLong(), made.path("code").asString());
    }

    /** Makes an active affiliate who earns 10 % of every sale. */
    public Partner partner() {
        return partner(offer("PERCENT_OF_SALE", "10", ""), "ada", "");
    }

    /** Makes what an order has the affiliate's: a COUPON, a SKU or an EMAIL. */
    public void trigger(Partner partner, String type, String value) {
        post("/api/v1/affiliates/" + partner.id() + "/triggers", """
                {"type":"%s","trigger":"%s"}""".formatted(type, value))
                .expect(201);
    }

    /** Approves the conversion that came last. */
    public void approveNewest() {
        String id = get("/api/v1/conversions").text("/data/0/id");
        post("/api/v1/conversions/status", "{\"ids\":[" + id + "],\"status\":\"APPROVED\"}")
                .expect(200);
    }

    /** An amount of all conversions together, those that take back among them. */
    public BigDecimal sum(String field) {
        return get("/api/v1/conversions")
                .json()
                .path("data")
                .valueStream()
                .map(conversion -> new BigDecimal(conversion.path(field).asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Connects a Shopify shop. */
    public Shop shop() {
        Answer made = post("/api/v1/sources", "{\"kind\":\"shopify\",\"secret\":\"hush\"}")
                .expect(201);
        return Shop.at(made.text("/url"), "hush");
    }

    /** What the account has told, in the order of the feed. */
    public List<PublishedEvent> events() {
        return eventsBesides(List.of());
    }

    /** The same without those. */
    public List<PublishedEvent> eventsBesides(Collection<PublishedEvent> known) {
        return PublishedEvent.of(server, account, known);
    }

    /** The events whose topic starts like this. */
    public List<PublishedEvent> events(String topic) {
        return events().stream()
                .filter(event -> event.topic().startsWith(topic))
                .toList();
    }

    /** The topics of events whose topic starts like this. */
    public List<String> topics(String topic) {
        return events(topic).stream().map(PublishedEvent::topic).toList();
    }

    /** How many rows of a table are the merchant's. */
    public long rows(String table) {
        return server.rows(table, account);
    }
}
