package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.ApiKeys;
import dev.tributary.server.access.Scope;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.app.KeyOfZeros;
import dev.tributary.server.app.Server;
import dev.tributary.testkit.SettableClock;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.endpoint.AccountId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running server with merchants, offers and affiliates, all made through the doors that users have. */
final class Programme implements AutoCloseable {
    static final String NOW = "2026-05-01T12:00:00Z";
    private static final JsonMapper JSON = JsonMapper.shared();

    final SettableClock clock = SettableClock.at(NOW);
    private final TestDatabase database = TestDatabase.create();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server = Server.start(
            KeyOfZeros.config(), KeyOfZeros.key(), database.dataSource(), clock, RecordedEvents.Wiring.class);
    final RecordedEvents events = server.bean(RecordedEvents.class);

    <T> T bean(Class<T> type) {
        return server.bean(type);
    }

    Merchant merchant() {
        return merchant("USD");
    }

    Merchant merchant(String currency) {
        AccountId account = server.bean(Accounts.class)
                .create("Shop", "owner@example.com", Currency.getInstance(currency), true)
                .id();
        return new Merchant(account, key(account, Scope.READ, Scope.WRITE));
    }

    private String key(AccountId account, Scope... scopes) {
        return server.bean(ApiKeys.class).create(account, "test", Set.of(scopes));
    }

    long count(String table, Merchant merchant) {
        return server.bean(JdbcClient.class)
                .sql("select count(*) as n from " + table + " where account_id = ?")
                .param(merchant.account().value())
                .query((row, number) -> row.getLong("n"))
                .single();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        database.close();
    }

    /** What the server said. */
    record Answer(int status, JsonNode json) {
        /** A problem as every refusal must look. */
        Answer isProblem(int expected) {
            assertThat(status).as(json.toString()).isEqualTo(expected);
            assertThat(json.path("status").asInt()).isEqualTo(expected);
            assertThat(json.path("title").asString()).isNotBlank();
            return this;
        }

        void names(String field) {
            assertThat(json.path("errors")
                            .valueStream()
                            .map(error -> error.path("field").asString()))
                    .as(json.toString())
                    .contains(field);
        }

        Answer is(int expected) {
            assertThat(status).as(json.toString()).isEqualTo(expected);
            return this;
        }

        String text(String pointer) {
            return json.at(pointer).asString();
        }
    }

    /** An affiliate as its creation answered. */
    record Partner(long id, String code) {
        String link() {
            return "rfsn=" + id + "." + code;
        }
    }

    /** A shop that was connected. */
    record Shop(String path, String secret) {}

    /** A merchant with a key that may do everything. */
    final class Merchant {
        private final AccountId account;
        private final String key;

        private Merchant(AccountId account, String key) {
            this.account = account;
            this.key = key;
        }

        AccountId account() {
            return account;
        }

        Merchant with(Scope... scopes) {
            return new Merchant(account, Programme.this.key(account, scopes));
        }

        void rules(AttributionRules rules) {
            server.bean(Accounts.class).changeRules(account, rules, ZoneOffset.UTC);
        }

        long offer(String type, String amount, String more) {
            return post("/api/v1/offers", """
                    {"name":"Standard","type":"%s","amount":"%s"%s}""".formatted(type, amount, more))
                    .is(201)
                    .json()
                    .path("id")
                    .asLong();
        }

        Partner partner(long offer, String name, String more) {
            JsonNode made = post("/api/v1/affiliates", """
                    {"first_name":"%s","last_name":"Partner","email":"%s@partners.example","offer_id":%d,\
                    "status":"ACTIVE"%s}""".formatted(name, name, offer, more))
                    .is(201)
                    .json();
            return new Partner(made.path("id").asLong(), made.path("code").asString());
        }

        Shop shop() {
            String url = post("/api/v1/sources", "{\"kind\":\"shopify\",\"secret\":\"hush\"}")
                    .is(201)
                    .text("/url");
            assertThat(url).startsWith("http://shops.example/in/shopify/");
            return new Shop(URI.create(url).getPath(), "hush");
        }

        Answer get(String path) {
            return send(request(path).GET());
        }

        Answer delete(String path) {
            return send(request(path).DELETE());
        }

        Answer post(String path, String json) {
            return send(request(path).header("Content-Type", "application/json").POST(bytes(json)));
        }

        Answer track(String json) {
            return send(to("/tracker/orders/paid")
                    .header("Refersion-Public-Key", account.toString())
                    .header("Refersion-Secret-Key", key)
                    .header("Content-Type", "application/json")
                    .POST(bytes(json)));
        }

        private HttpRequest.Builder request(String path) {
            return to(path).header("Authorization", "Bearer " + key);
        }
    }

    /** Sends a body as the shop would, with the signature that belongs to it. */
    Answer shopify(Shop shop, String body) {
        return shopify(shop, body, hmac(body, shop.secret()));
    }

    Answer shopify(Shop shop, String body, String signature) {
        return send(to(shop.path())
                .header("Content-Type", "application/json")
                .header("X-Shopify-Topic", "orders/create")
                .header("X-Shopify-Hmac-Sha256", signature)
                .POST(bytes(body)));
    }

    Answer unsigned(Shop shop, String body) {
        return send(to(shop.path()).header("Content-Type", "application/json").POST(bytes(body)));
    }

    static String hmac(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return java.util.Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode json = response.body().length == 0 ? JSON.nullNode() : JSON.readTree(response.body());
            return new Answer(response.statusCode(), json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.BodyPublisher bytes(String text) {
        return HttpRequest.BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8));
    }
}
