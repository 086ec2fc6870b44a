package dev.tributary.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile requests one by one, each with the answer that it must get; none of them leaves anything behind. */
@Tag("database")
@Tag("once")
class HostileRequestTest {
    private static final World WORLD = World.make();
    /** Of the end of the last test, which is the beginning of the next one. */
    private static Fingerprint last = Fingerprint.of(WORLD.merchant());

    private final Merchant merchant = WORLD.merchant();
    private final Fingerprint before = last;

    @AfterEach
    void nothing_was_written() {
        last = Fingerprint.of(merchant);
        assertThat(last).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://2130706433/",
                "https://017700000001/",
                "https://0177.0.0.1/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0x7F.1/",
                "https://127.0.0.1./",
                "https://127.0.0.001/",
                "https://localhost/",
                "https://LOCALHOST./",
                "https://0/",
                "https://0.0.0.0/",
                "https://10.0.0.1/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://168.63.129.16/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.0.0.1/",
                "https://192.0.2.1/",
                "https://192.168.0.1/",
                "https://198.18.0.1/",
                "https://203.0.113.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::]/",
                "https://[::1]/",
                "https://[0:0:0:0:0:0:0:1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[64:ff9b:1::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[2001:0:1::1]/",
                "https://[2001:db8::1]/",
                "https://[fe80::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fe80::1%eth0]/",
                "https://[fc00::1]/",
                "https://[ff02::1]/",
                "https://１２７.０.０.１/",
                "https://127。0。0。1/",
                "https://ⓛocalhost/",
                "https://127.0.0.1%2f@example.com/",
                "https://example.com@127.0.0.1/",
                "https://127.0.0.1:443/",
                "https://user:password@example.com/",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:-1/",
                "https://exa mple.com/",
                "https://example.com\\@127.0.0.1/",
                "https://exam\tple.com/",
                "https:///path",
                "https://",
                "https:",
                "//example.com/",
                "/hook",
                "example.com",
                "http://example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "jar:https://example.com/!/x",
                "javascript:alert(1)",
                "gopher://example.com/",
                "https://%31%32%37.0.0.1/",
                "https://[::1/",
                "https://1.2.3.4.5/",
                "https://999.1.1.1/",
            })
    void a_url_that_must_not_be_called_is_refused(String url) {
        String json = url.replace("\\", "\\\\").replace("\t", "\\t");
        merchant.post("/api/v1/webhooks", "{\"url\":\"" + json + "\",\"all_topics\":true}")
                .expectBadField("url");
        merchant.patch("/api/v1/webhooks/" + WORLD.webhook(), "{\"url\":\"" + json + "\"}")
                .expectBadField("url");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"currency_code\":\"USD\" | \"currency_code\":\"ZZZ\" | currency_code",
                "\"currency_code\":\"USD\" | \"currency_code\":\"XXX\" | currency_code",
                "\"currency_code\":\"USD\" | \"currency_code\":\"usd \\u0000\" | currency_code",
                "\"price\":\"59.99\" | \"price\":\"59.999\" | items[0].price",
                "\"price\":\"59.99\" | \"price\":59.999 | items[0].price",
                "\"price\":\"59.99\" | \"price\":\"-0.01\" | items[0].price",
                "\"price\":\"59.99\" | \"price\":\"99999999999999999999\" | items[0].price",
                "\"price\":\"59.99\" | \"price\":\"1e-400\" | items[0].price",
                "\"quantity\":2 | \"quantity\":0 | items[0].quantity",
                "\"quantity\":2 | \"quantity\":-2 | items[0].quantity",
                "\"quantity\":2 | \"quantity\":1.5 | items[0].quantity",
                "\"quantity\":2 | \"quantity\":9223372036854775807 | items[0].quantity",
                "\"quantity\":2 | \"quantity\":1e300 | items[0].quantity",
                "\"shipping\":\"4.99\" | \"shipping\":\"4.999\" | shipping",
                "\"tax\":\"5.05\" | \"tax\":\"five\" | tax",
                "\"discount\":\"1\" | \"discount\":\"-1\" | discount",
                "2026-04-30T10:00:00Z | 1969-12-31T23:59:59Z | created",
                "2026-04-30T10:00:00Z | 2026-02-30T10:00:00Z | created",
                "2026-04-30T10:00:00Z | yesterday | created",
                "\"order_id\":\"bad\" | \"order_id\":\"\" | order_id",
                "\"order_id\":\"bad\" | \"order_id\":\"a\\u0000b\" | order_id",
                "\"test\":true | \"test\":\"TRUE\" | test",
                "\"test\":true | \"affiliate_id\":424242 | affiliate_id",
            })
    void an_order_that_can_not_be_is_refused(String good, String bad, String field) {
        String order = World.order("bad").replace(good, bad);
        assertThat(order).isNotEqualTo(World.order("bad"));
        merchant.post("/api/v1/orders", order).expectBadField(field);
    }

    @Test
    void an_amount_finer_than_a_currency_without_decimals_is_refused() {
        merchant.post("/api/v1/orders", World.order("yen").replace("USD", "JPY"))
                .expectProblem(422);
        merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"total":"1.5","currency":"JPY"}""".formatted(WORLD.partner().id()))
                .expectBadField("total");
    }

    @Test
    void a_repeated_order_gets_the_first_result() {
        Answer first = merchant.get("/api/v1/orders/" + WORLD.order()).expect(200);
        Answer again = merchant.post("/api/v1/orders", World.order("first")).expect(200);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(merchant.track(World.order("first")).expect(200).text("/id")).isEqualTo(first.text("/id"));
    }

    @Test
    void a_taken_trigger_is_a_conflict_that_names_its_holder() {
        String triggers = "/api/v1/affiliates/" + WORLD.partner().id() + "/triggers";
        Answer conflict = merchant.post(triggers, "{\"type\":\"COUPON\",\"trigger\":\" taken \"}")
                .expectProblem(409);
        assertThat(conflict.text("/detail"))
                .contains(WORLD.partner().code(), String.valueOf(WORLD.partner().id()));
        merchant.post("/api/v1/affiliates", """
                {"first_name":"A","email":"a@example.com","offer_id":%d,"coupon":"Taken"}""".formatted(WORLD.offer())).expectProblem(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "====", "é", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void a_body_that_was_not_signed_for_us_is_401(String signature) {
        Shop shop = WORLD.shop();
        if (signature.chars().allMatch(letter -> letter < 128)) {
            shop.send(World.SHOPIFY, signature).expectProblem(401);
        }
        shop.send(World.SHOPIFY, Shop.hmac(World.SHOPIFY, "another") + signature.replace("é", ""))
                .expectProblem(401);
        shop.send(World.SHOPIFY.replace("130.55", "930.55"), Shop.hmac(World.SHOPIFY, "hush"))
                .expectProblem(401);
        shop.unsigned(World.SHOPIFY).expectProblem(401);
    }

    static Stream<String> owned() {
        return WORLD.owned().stream();
    }

    @ParameterizedTest
    @MethodSource("owned")
    void what_is_another_accounts_does_not_exist(String route) {
        Merchant stranger = SharedServer.server().merchant();
        call(stranger.calls(), route).expectProblem(404);
    }

    @ParameterizedTest
    @MethodSource("owned")
    void an_id_that_is_none_is_404_or_400(String route) {
        for (String id :
                List.of("0", "-1", "x", "99999999999999999999", "%00", "%F0%9F", "we_0", "1.5", "a".repeat(3000))) {
            String path = route.replaceFirst("/(\\d+|[a-z]+_[0-9a-f]{32})(?=/|$)", "/" + id);
            Answer answer = call(merchant.calls(), path);
            assertThat(answer.status()).as(path).isIn(400, 404, 414);
            assertThat(Refusal.fault(answer)).as(path).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("owned")
    void a_key_without_the_scope_is_403_and_none_401(String route) {
        Scope other = route.startsWith("GET") && !route.endsWith("/secret") ? Scope.WRITE : Scope.READ;
        call(merchant.with(other).calls(), route).expectProblem(403);
        call(merchant.with(Scope.TRACKING).calls(), route).expectProblem(403);
        call(SharedServer.server().stranger(), route).expectProblem(401);
        call(SharedServer.server().calls("trb_" + "x".repeat(43)), route).expectProblem(401);
    }

    @Test
    void an_expired_key_is_401() {
        Merchant other = SharedServer.server().merchant();
        String key = other.post("/api/v1/api-keys", """
                {"name":"x","scopes":["read","write"],"expires_at":"2026-05-01T13:00:00Z"}""").expect(201).text("/key");
        SharedServer.clock().advance(Duration.ofHours(2));
        try {
            SharedServer.server().calls(key).get("/api/v1/offers").expectProblem(401);
            SharedServer.server().calls(key).post("/api/v1/offers", "{}").expectProblem(401);
        } finally {
            SharedServer.clock().advance(Duration.ofHours(-2));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "offers",
                "affiliates",
                "orders",
                "conversions",
                "payments",
                "webhooks",
                "deliveries",
                "events",
                "catchers",
                "sources",
                "api-keys",
                "topics"
            })
    void a_list_asked_for_badly_is_400(String list) {
        for (String query : List.of(
                "limit=0",
                "limit=-1",
                "limit=201",
                "limit=x",
                "limit=",
                "limit=1e3",
                "limit=99999999999999999999",
                "limit=1.5",
                "limit=%00",
                "cursor=AAAA",
                "cursor=%00",
                "cursor=!!!",
                "cursor=" + "A".repeat(5000))) {
            Answer answer = merchant.get("/api/v1/" + list + "?" + query);
            if (list.equals("topics")) {
                assertThat(answer.status()).as(query).isIn(200, 400);
            } else {
                answer.expectProblem(400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deliveries?status=gone",
                "deliveries?topic=no.such",
                "deliveries?webhook=we_0",
                "deliveries?event=x",
                "deliveries?since=now",
                "deliveries?until=1969-01-01T00:00:00Z",
                "deliveries?since=%00",
                "deliveries?since=99999999999-01-01T00:00:00Z",
                "events?topics=no.such",
                "events?after=x",
                "events?after=evt_00000000000000000000000000000000",
                "events?wait=61s",
                "events?wait=-1s",
                "events?wait=x",
                "conversions?status=GONE",
                "conversions?affiliate=x",
                "conversions?since=now",
                "conversions?until=1969-12-31T23:59:59Z",
                "conversions?payment=x",
                "conversions?payment_status=paid",
                "payments?status=GONE",
                "payments?method=BEADS",
                "payments?affiliate=x",
                "payments?since=now",
                "affiliates?status=active",
                "affiliates?email=%00",
                "topics/conversion.created/example?format=xml"
            })
    void a_filter_that_can_not_be_is_400(String query) {
        merchant.get("/api/v1/" + query).expectProblem(400);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/api/v1/offers",
        "DELETE,/api/v1/orders",
        "PATCH,/api/v1/conversions/status",
        "POST,/api/v1/events",
        "POST,/api/v1/topics",
        "GET,/tracker/orders/paid",
        "GET,/in/shopify/x",
        "PUT,/api/v1/webhooks",
        "TRACE,/api/v1/webhooks",
        "PROPFIND,/api/v1/webhooks"
    })
    void a_wrong_method_is_405(String method, String path) {
        Answer answer = merchant.calls().send(method, path, BodyPublishers.noBody());
        assertThat(answer.status()).isIn(400, 405, 501);
        if (answer.status() != 501) {
            assertThat(Refusal.fault(answer)).isEmpty();
        }
    }

    @Test
    void what_is_not_there_is_404() {
        for (String path :
                List.of("/api/v1/x", "/api/v1", "/in/shopify/x", "/in/ebay/x", "/in", "/tracker", "/t/x", "/catch/x")) {
            merchant.post(path, "{}").expectProblem(404);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 100_000, 1_000_000})
    void huge_headers_are_refused(int size) throws IOException {
        String answer = raw("GET /api/v1/offers HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Big: " + "x".repeat(size)
                + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
        String many = raw("GET /api/v1/offers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "X: y\r\n".repeat(size / 100) + "\r\n");
        assertThat(many).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }

    private static Answer call(Calls calls, String route) {
        String[] parts = route.split(" ", 2);
        return parts[0].equals("POST") || parts[0].equals("PATCH")
                ? calls.send(parts[0], parts[1], BodyPublishers.ofString("{}"), "Content-Type", "application/json")
                : calls.send(parts[0], parts[1], BodyPublishers.noBody());
    }

    /** What is answered before the rest of a request was sent may be lost with the connection: then it is read in time. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), SharedServer.server().port())) {
            socket.setSoTimeout(10_000);
            Thread writer = Thread.startVirtualThread(() -> write(socket, request));
            String answer = new String(socket.getInputStream().readNBytes(2_000), StandardCharsets.UTF_8);
            writer.interrupt();
            return answer;
        }
    }

    private static void write(Socket socket, String request) {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // the server has seen enough
        }
    }
}
