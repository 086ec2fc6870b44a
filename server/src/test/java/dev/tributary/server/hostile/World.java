package dev.tributary.server.hostile;

import dev.tributary.server.access.Scope;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/** A merchant who has one of everything. */
record World(
        Merchant merchant,
        Shop shop,
        long offer,
        Partner partner,
        long trigger,
        long conversion,
        long payment,
        String order,
        String source,
        String webhook,
        String catcher,
        String key) {
    /** A host that never resolves: nothing is sent. */
    static final String NOWHERE = "https://no-such-host.invalid/hook";

    /** What we read of a Shopify order. */
    static final String SHOPIFY = """
            {"id":7001,"name":"#7","order_number":7,"browser_ip":"203.0.113.44","cancelled_at":null,"cart_token":"c",
            "created_at":"2026-04-30T11:06:07-04:00","updated_at":"2026-04-30T11:06:07-04:00","currency":"USD",
            "discount_codes":[{"code":"TAKEN","amount":"1.00","type":"fixed_amount"}],"email":"j@example.com",
            "financial_status":"paid","landing_site":"/?rfsn=1.abc","note_attributes":[{"name":"rfsn","value":"1.abc"}],
            "referring_site":"https://blog.example/","subtotal_price":"99.00","taxes_included":false,"test":false,
            "total_discounts":"1.00","total_price":"130.55","total_tax":"10.55",
            "customer":{"first_name":"J","last_name":"D","email":"j@example.com"},
            "line_items":[{"name":"Tea","price":"100.00","quantity":1,"sku":"A","gift_card":false,
            "total_discount":"0.00","tax_lines":[{"price":"10.55"}],
            "discount_allocations":[{"amount":"1.00","discount_application_index":0}]}],
            "shipping_lines":[{"price":"20.00","discounted_price":"20.00"}]}""";

    /** The same order a day later, with some fields alone. */
    static final String SHOPIFY_PART = """
            {"id":7001,"updated_at":"2026-05-01T11:06:07-04:00","total_price":"120.55","current_total_price":"90.55",
            "financial_status":"partially_refunded","customer":{"email":"k@example.com"}}""";

    /** A refund of it, paid in another currency, as today's versions tell it. */
    static final String SHOPIFY_REFUND = """
            {"id":7002,"order_id":7001,"processed_at":"2026-05-01T11:06:07-04:00",
            "total_duties_set":{"shop_money":{"amount":"0.00","currency_code":"USD"}},
            "order_adjustments":[{"id":1,"amount":"-1.00","tax_amount":"0.00","kind":"refund_discrepancy",
            "amount_set":{"shop_money":{"amount":"-1.00","currency_code":"USD"}}}],
            "refund_line_items":[{"id":2,"quantity":1,"line_item_id":1,"subtotal":10.0,"total_tax":1.0,
            "subtotal_set":{"shop_money":{"amount":"10.00","currency_code":"USD"}},"line_item":{"id":1,"sku":"A"}}],
            "refund_shipping_lines":[{"id":3,"subtotal_amount_set":{"shop_money":{"amount":"5.00","currency_code":"USD"}},
            "shipping_line":{"discounted_price":"20.00","price":"20.00","tax_lines":[{"price":"2.00"}]}}],
            "transactions":[{"id":4,"kind":"refund","status":"pending","amount":"1500","currency":"JPY"}]}""";

    /** What we read of a WooCommerce order. */
    static final String WOOCOMMERCE = """
            {"id":7101,"number":"71","order_key":"wc_1","status":"processing","currency":"USD","total":"29.35",
            "date_created_gmt":"2026-03-22T19:28:02","date_modified_gmt":"2026-03-22T19:28:08","total_tax":"1.35",
            "shipping_total":"10.00","customer_ip_address":"203.0.113.44",
            "billing":{"first_name":"J","last_name":"D","email":"j@example.com"},
            "meta_data":[{"key":"_subscription_renewal","value":"7102"}],"coupon_lines":[{"code":"TAKEN"}],
            "line_items":[{"id":1,"name":"Tea","sku":"A","quantity":2,"subtotal":"18.00","total":"18.00"}],
            "refunds":[{"id":7103,"total":"-1.00"}]}""";

    /** What we read of one of its subscriptions. */
    static final String SUBSCRIPTION = """
            {"id":7102,"parent_id":7101,"billing_period":"month"}""";

    /** What we read of Stripe's events. */
    static final List<String> STRIPE = List.of("""
            {"type":"checkout.session.completed","created":1775037600,"livemode":true,"data":{"object":{"id":"cs_1",
            "amount_subtotal":10000,"amount_total":10055,"client_reference_id":"1_abc","currency":"usd",
            "customer_details":{"email":"j@example.com","name":"J"},"invoice":null,"payment_intent":"pi_1",
            "metadata":{"coupon":"TAKEN"},"mode":"payment","payment_status":"paid","subscription":"sub_1",
            "total_details":{"amount_discount":1000,"amount_shipping":500,"amount_tax":555}}}}""", """
            {"type":"invoice.paid","created":1775037700,"livemode":true,"data":{"object":{"id":"in_1","total":2975,
            "billing_reason":"subscription_cycle","currency":"eur","customer_email":"j@example.com","number":"1",
            "lines":{"data":[{"id":"il_1","amount":2500,"description":"Tea","quantity":1}]},
            "payment_intent":"pi_2","subscription":"sub_1",
            "total_taxes":[{"amount":475}]}}}""", """
            {"type":"invoice_payment.paid","created":1775037750,"livemode":true,"data":{"object":{"id":"inpay_1",
            "invoice":"in_1","payment":{"type":"payment_intent","payment_intent":"pi_3"}}}}""", """
            {"type":"charge.refunded","created":1775037800,"livemode":true,"data":{"object":{"id":"ch_1",
            "amount_refunded":500,"currency":"usd","payment_intent":"pi_1"}}}""");

    static World make() {
        Merchant merchant = SharedServer.server().merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Partner partner = merchant.partner(offer, "ada", "");
        long trigger = merchant.post(
                        "/api/v1/affiliates/" + partner.id() + "/triggers",
                        "{\"type\":\"COUPON\",\"trigger\":\"TAKEN\"}")
                .expect(201)
                .id();
        Answer ordered = merchant.post(
                        "/api/v1/orders",
                        "{\"order_id\":\"first\",\"discount_code\":\"TAKEN\",\"items\":[{\"quantity\":1,\"price\":\"10\"}]}")
                .expect(201);
        Shop shop = merchant.shop();
        return new World(
                merchant,
                shop,
                offer,
                partner,
                trigger,
                ordered.json().at("/conversions/0/id").asLong(),
                payment(merchant, partner),
                ordered.text("/id"),
                merchant.get("/api/v1/sources").text("/data/0/id"),
                merchant.post("/api/v1/webhooks", "{\"url\":\"" + NOWHERE + "\",\"topics\":[\"payment.created\"]}")
                        .expect(201)
                        .text("/id"),
                merchant.post("/api/v1/catchers").expect(201).text("/id"),
                merchant.post("/api/v1/api-keys", "{\"name\":\"spare\",\"scopes\":[\"read\"]}")
                        .expect(201)
                        .text("/id"));
    }

    /** A payment that is prepared, and something more that could be paid. */
    private static long payment(Merchant merchant, Partner partner) {
        earn(merchant, partner);
        long payment = merchant.post("/api/v1/payments", "{\"affiliate_id\":" + partner.id() + ",\"draft\":true}")
                .expect(201)
                .id();
        earn(merchant, partner);
        return payment;
    }

    private static void earn(Merchant merchant, Partner partner) {
        long conversion = merchant.post(
                        "/api/v1/conversions", "{\"affiliate_id\":" + partner.id() + ",\"total\":\"80.00\"}")
                .expect(201)
                .id();
        merchant.post("/api/v1/conversions/status", "{\"ids\":[" + conversion + "],\"status\":\"APPROVED\"}")
                .expect(200);
    }

    /** Someone who may only send orders. */
    Merchant tracker() {
        return merchant.with(Scope.TRACKING);
    }

    /** A route that takes a body, with one that it would accept. */
    record Write(String method, String path, String body) {
        Answer send(Calls calls, String sent) {
            return calls.send(method, path, BodyPublishers.ofString(sent), "Content-Type", "application/json");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Every route that takes a body. */
    List<Write> writes() {
        String affiliate = "/api/v1/affiliates/" + partner.id();
        String hook = "/api/v1/webhooks/" + webhook;
        String programme =
                "/api/v1/programmes/" + merchant.get("/api/v1/programmes").text("/data/0/id");
        return List.of(
                new Write("PATCH", "/api/v1/account", """
                        {"coupon_first":true,"sku_on_top":false,"keep_unqualified":true,"self_referral":true,
                        "commission_on_shipping":true,"commission_on_tax":true,"excluded_coupons":["A","B"],
                        "time_zone":"Europe/Rome"}"""),
                new Write("POST", "/api/v1/offers", """
                        {"name":"T","type":"TIERED","tier_basis":"count","tier_window_days":7,"renewal_limit":2,
                        "tiers":[{"from":"0","percent":"5"},{"from":"10","percent":"7.5"}],
                        "sku_overrides":[{"sku":"TEA","type":"FLAT_RATE_PER_ITEM","amount":"1.50"}]}"""),
                new Write("POST", "/api/v1/programmes", """
                        {"name":"A","slug":"slug-of-the-world","intro":"I","status":"PENDING","open":false,"terms":"T",
                        "ask":["coupon"],"fields":[{"label":"L","kind":"choice","required":true,"choices":["C"]}]}"""),
                new Write("PATCH", programme, """
                        {"name":"B","intro":"J","offer_id":%d,"open":true,"confirm_email":false,"terms":"U",
                        "ask":["company"],"fields":[{"label":"M","kind":"text","required":false}]}""".formatted(offer)),
                new Write("POST", programme + "/invitations", """
                        {"emails":["guest@example.com"],"offer_id":%d}""".formatted(offer)),
                new Write(
                        "POST",
                        "/api/v1/offers",
                        "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"10\",\"window_days\":30,\"auto_approve_days\":3}"),
                new Write(
                        "PATCH",
                        "/api/v1/offers/" + offer,
                        "{\"name\":\"B\",\"amount\":\"5\",\"window_days\":20,\"auto_approve_days\":1}"),
                new Write("POST", "/api/v1/affiliates", """
                        {"first_name":"A","last_name":"B","email":"a@example.com","offer_id":%d,"status":"ACTIVE",
                        "company":"C","paypal_email":"p@example.com","address_1":"1","zip":"2","country":"IT",
                        "custom_fields":[{"name":"N","value":"V"}],"coupon":"MINE"}""".formatted(offer)),
                new Write("PATCH", affiliate, """
                        {"first_name":"A","email":"b@example.com","offer_id":%d,"city":"Rome","phone_number":"1",
                        "status":"ACTIVE","custom_fields":[{"name":"N","value":"V"}]}""".formatted(offer)),
                new Write(
                        "POST",
                        "/api/v1/affiliates/status",
                        "{\"ids\":[" + partner.id() + "],\"status\":\"DISABLED\"}"),
                new Write("POST", affiliate + "/triggers", "{\"type\":\"SKU\",\"trigger\":\"abc\"}"),
                new Write("POST", "/api/v1/orders", order("o-1")),
                new Write("POST", "/api/v1/conversions", """
                        {"affiliate_id":%d,"total":"5.00","commission_total":"1.00","currency":"USD","notes":"n",
                        "order_reference":"r"}""".formatted(partner.id())),
                new Write(
                        "POST",
                        "/api/v1/conversions/status",
                        "{\"ids\":[" + conversion
                                + "],\"status\":\"DENIED\",\"denied_reason_code\":\"OTHER\",\"reason\":\"r\"}"),
                new Write("POST", "/api/v1/payments", """
                        {"affiliate_ids":[%d],"currency":"USD","until":"2030-01-01T00:00:00Z","minimum":"1.00",
                        "method":"PAYPAL","note":"n","draft":true,"dry_run":false}""".formatted(partner.id())),
                new Write("PATCH", "/api/v1/payments/settings", "{\"minimum\":\"5.00\"}"),
                new Write("POST", "/api/v1/payments/" + payment + "/send", "{}"),
                new Write("POST", "/api/v1/webhooks", """
                        {"url":"%s","topics":["payment.created"],"format":"standard","description":"d",
                        "headers":{"X-A":"b"},"rate_per_second":5,"max_in_flight":3,"timeout_seconds":2,"ordered":true,
                        "signing":"both","secret":"my own"}""".formatted(NOWHERE)),
                new Write("PATCH", hook, """
                        {"url":"%s","topics":["payment.created"],"format":"standard","description":"d",
                        "headers":{"X-A":"b"},"rate_per_second":5,"max_in_flight":3}""".formatted(NOWHERE)),
                new Write("POST", hook + "/secret/rotate", "{\"overlap_hours\":1,\"secret\":\"another\"}"),
                new Write("POST", hook + "/enable", "{\"held\":\"skip\"}"),
                new Write("POST", hook + "/pause", "{}"),
                new Write(
                        "PATCH",
                        "/api/v1/catchers/" + catcher,
                        "{\"status\":503,\"body\":\"b\",\"delay_ms\":5,\"fail_times\":2,\"headers\":{\"X-A\":\"b\"},\"drop\":false}"),
                new Write("POST", "/api/v1/catchers", "{\"status\":200}"),
                new Write("POST", "/api/v1/sources", "{\"kind\":\"shopify\",\"secret\":\"s\",\"name\":\"n\"}"),
                new Write(
                        "POST",
                        "/api/v1/api-keys",
                        "{\"name\":\"n\",\"scopes\":[\"read\"],\"expires_at\":\"2030-01-01T00:00:00Z\"}"));
    }

    static String order(String id) {
        return """
                {"cart_id":"c","order_id":"%s","currency_code":"USD","shipping":"4.99","tax":"5.05","discount":"1",
                "discount_code":"TAKEN","is_subscription":true,"subscription_id":"s","created":"2026-04-30T10:00:00Z",
                "customer":{"first_name":"J","last_name":"D","email":"j@example.com","ip_address":"203.0.113.7"},
                "items":[{"sku":"A-1","name":"Tea","quantity":2,"price":"59.99"}],"test":true}""".formatted(id);
    }

    /** Every route with an id in its path, as method and path; the account's own ids. */
    List<String> owned() {
        List<String> routes = new ArrayList<>();
        for (String path : List.of(
                "/offers/" + offer,
                "/affiliates/" + partner.id(),
                "/affiliates/" + partner.id() + "/triggers",
                "/conversions/" + conversion,
                "/payments/" + payment,
                "/orders/" + order,
                "/sources/" + source,
                "/webhooks/" + webhook,
                "/webhooks/" + webhook + "/secret",
                "/webhooks/" + webhook + "/deliveries",
                "/catchers/" + catcher,
                "/catchers/" + catcher + "/requests")) {
            routes.add("GET /api/v1" + path);
        }
        for (String path : List.of(
                "/triggers/" + trigger,
                "/sources/" + source,
                "/webhooks/" + webhook,
                "/catchers/" + catcher,
                "/api-keys/" + key)) {
            routes.add("DELETE /api/v1" + path);
        }
        for (String path : List.of("/offers/" + offer, "/affiliates/" + partner.id(), "/webhooks/" + webhook)) {
            routes.add("PATCH /api/v1" + path);
        }
        for (String path : List.of("/test", "/pause", "/enable", "/secret/rotate")) {
            routes.add("POST /api/v1/webhooks/" + webhook + path);
        }
        routes.add("POST /api/v1/payments/" + payment + "/send");
        routes.add("POST /api/v1/payments/" + payment + "/void");
        return List.copyOf(routes);
    }
}
