package dev.tributary.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("database")
class ApiKeyTest {
    private final LiveServer server = SharedServer.server();
    private final Merchant owner = server.merchant();
    private final Calls calls = owner.calls();

    @Test
    void a_key_is_shown_once_and_works() {
        Answer made = calls.post("/api/v1/api-keys", "{\"name\":\"ERP\",\"scopes\":[\"read\"]}")
                .expect(201);
        String key = made.json().path("key").stringValue();
        assertThat(key).matches("trb_[A-Za-z0-9_-]{43}");

        server.calls(key).get("/api/v1/offers").expect(200);

        JsonNode listed = calls.get("/api/v1/api-keys").expect(200).json().path("data");
        assertThat(listed.size()).isEqualTo(2);
        assertThat(listed.values()).allMatch(row -> row.path("key").isNull());
        assertThat(listed.values())
                .anyMatch(row -> key.startsWith(row.path("start").stringValue()));
    }

    @Test
    void who_sends_no_key_or_a_wrong_one_gets_401() {
        server.stranger().get("/api/v1/offers").expectProblem(401);
        server.stranger().post("/tracker/orders/paid", "{}").expectProblem(401);
        server.calls("trb_wrong").get("/api/v1/offers").expectProblem(401);
        assertThat(new Calls(server.port(), "Basic dTpw")
                        .get("/api/v1/offers")
                        .expectProblem(401)
                        .headers()
                        .firstValue("www-authenticate"))
                .contains("Bearer");
    }

    @Test
    void a_key_works_until_it_expires_and_not_after() {
        Instant expiry = SharedServer.clock().instant().plus(Duration.ofHours(1));
        String key = calls.post(
                        "/api/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"read\"],\"expires_at\":\"" + expiry + "\"}")
                .expect(201)
                .json()
                .path("key")
                .stringValue();
        server.calls(key).get("/api/v1/offers").expect(200);
        SharedServer.clock().advance(Duration.ofHours(1));
        server.calls(key).get("/api/v1/offers").expectProblem(401);
        SharedServer.clock().advance(Duration.ofHours(-1));
    }

    @Test
    void a_key_makes_no_key_that_may_more_than_itself() {
        Calls writer = owner.with(Scope.WRITE).calls();
        writer.post("/api/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"read\"]}")
                .expectProblem(403);
        writer.post("/api/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"write\",\"tracking\"]}")
                .expectProblem(403);
        assertThat(owner.rows("api_key")).isEqualTo(2);
        writer.post("/api/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"write\"]}")
                .expect(201);
    }

    @Test
    void a_deleted_key_opens_nothing() {
        Answer made = calls.post("/api/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"read\"]}")
                .expect(201);
        calls.delete("/api/v1/api-keys/" + made.json().path("id").stringValue()).expect(204);
        server.calls(made.json().path("key").stringValue())
                .get("/api/v1/offers")
                .expectProblem(401);
        calls.delete("/api/v1/api-keys/" + made.json().path("id").stringValue()).expectProblem(404);
    }

    @Test
    void a_scope_opens_what_it_says_and_nothing_else() {
        Calls read = owner.with(Scope.READ).calls();
        Calls write = owner.with(Scope.WRITE).calls();
        Calls tracking = owner.with(Scope.TRACKING).calls();

        read.get("/api/v1/offers").expect(200);
        read.post("/api/v1/offers", "{}").expectProblem(403);
        write.post("/api/v1/offers", "{}").expectProblem(422);
        write.get("/api/v1/offers").expectProblem(403);
        tracking.get("/api/v1/offers").expectProblem(403);
        tracking.post("/api/v1/offers", "{}").expectProblem(403);
        assertThat(tracking.post("/api/v1/orders", "{}").status()).isNotIn(401, 403);
        assertThat(tracking.post("/tracker/orders/paid", "{}").status()).isNotIn(401, 403);
    }

    @Test
    void the_tracker_takes_a_pair_of_headers_instead() {
        String key = owner.with(Scope.TRACKING).key();
        Calls stranger = server.stranger();
        assertThat(track(stranger, owner.account().toString(), key).status()).isNotIn(401, 403);
        track(stranger, "acc_00000000000000000000000000000000", key).expectProblem(401);
        track(stranger, owner.account().toString(), "trb_wrong").expectProblem(401);
    }

    @Test
    void another_accounts_key_can_be_neither_seen_nor_deleted() {
        Calls other = server.merchant().calls();
        String id = calls.get("/api/v1/api-keys")
                .json()
                .path("data")
                .get(0)
                .path("id")
                .stringValue();
        other.delete("/api/v1/api-keys/" + id).expectProblem(404);
        assertThat(other.get("/api/v1/api-keys").text()).doesNotContain(id);
    }

    @Test
    void what_can_not_be_a_key_is_refused() {
        calls.post("/api/v1/api-keys", "{\"name\":\"\",\"scopes\":[\"read\"]}").expectBadField("name");
        calls.post("/api/v1/api-keys", "{\"name\":\"x\",\"scopes\":[]}").expectBadField("scopes");
        calls.post("/api/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"all\"]}").expectBadField("scopes");
        calls.post("/api/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"read\"],\"expires_at\":\"2001-01-01T00:00:00Z\"}")
                .expectBadField("expires_at");
        calls.post("/api/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"read\"],\"expires_at\":\"tomorrow\"}")
                .expectBadField("expires_at");
    }

    private static Answer track(Calls calls, String publicKey, String secret) {
        return calls.post(
                "/tracker/orders/paid",
                BodyPublishers.ofString("{}"),
                "Content-Type",
                "application/json",
                "Refersion-Public-Key",
                publicKey,
                "Refersion-Secret-Key",
                secret);
    }
}
