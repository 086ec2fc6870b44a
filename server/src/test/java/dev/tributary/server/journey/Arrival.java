package dev.tributary.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.JsonSchema;
import dev.tributary.server.testing.Shop;
import dev.tributary.testkit.Await;
import dev.tributary.testkit.ReceivedRequest;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request that arrived at a webhook's URL, and all that must be true of it. */
record Arrival(Hook hook, ReceivedRequest request) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    String body() {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(request.body());
    }

    String header(String name) {
        return request.header(name).orElse("");
    }

    /** It is this event in the classic format: the same JSON key for key, in this order, with these types. */
    Arrival isClassic(String type, String classicName, long sequence, String json) {
        String expected =
                JsonMapper.shared().writeValueAsString(JsonMapper.shared().readTree(json));
        assertThat(body()).isEqualTo(expected);
        assertThat(header("Refersion-Topic")).isEqualTo(classicName);
        assertThat(header("Refersion-Signature")).isEqualTo(Shop.hmac(body(), hook.secret()));
        bearsItsHeaders(type, sequence);
        isKnown(type, sequence);
        return this;
    }

    /** It is an event in the standard format that fits the schema which the API serves for its topic. */
    Arrival isStandard(String type, long sequence) {
        assertThat(json().propertyNames()).containsExactly("type", "timestamp", "data");
        assertThat(json().path("type").asString()).isEqualTo(type);
        assertThat(json().path("data").path("sequence").asLong()).isEqualTo(sequence);
        Answer schema =
                hook.merchant().get("/api/v1/topics/" + type + "/schema").expect(200);
        assertThat(JsonSchema.errors(schema.text(), body())).as(body()).isEmpty();
        assertThat(request.header("Refersion-Topic")).isEmpty();
        assertThat(request.header("Refersion-Signature")).isEmpty();
        bearsItsHeaders(type, sequence);
        isKnown(type, sequence);
        return this;
    }

    private void bearsItsHeaders(String type, long sequence) {
        assertThat(header("Content-Type")).isEqualTo("application/json");
        assertThat(header("User-Agent")).startsWith("Tributary-Webhooks/");
        assertThat(header("webhook-id")).matches("evt_[0-9a-f]{32}");
        assertThat(header("Tributary-Topic")).isEqualTo(type);
        assertThat(header("Tributary-Delivery")).matches("dlv_[0-9a-f]{32}");
        assertThat(header("Tributary-Attempt")).isEqualTo("1");
        assertThat(header("Tributary-Sequence")).isEqualTo(String.valueOf(sequence));
        verify(hook.secret());
    }

    /** As a receiver does it, with the library that Standard Webhooks publishes. */
    void verify(String secret) {
        Map<String, List<String>> headers = request.headers().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        try {
            new Webhook(secret).verify(body(), HttpHeaders.of(headers, (_, _) -> true));
        } catch (EmptyWebhookSecretException | WebhookVerificationException e) {
            throw new AssertionError("the signature does not fit: " + header("webhook-signature"), e);
        }
    }

    /** The feed has the event, and the log the delivery. */
    private void isKnown(String type, long sequence) {
        JsonNode event = Await.value(PATIENCE, "the event in the feed", this::inTheFeed);
        assertThat(event.path("topic").asString()).isEqualTo(type);
        assertThat(event.path("sequence").asLong()).isEqualTo(sequence);
        JsonNode told = header("Refersion-Topic").isEmpty() ? json().path("data") : json();
        assertThat(event.path(header("Refersion-Topic").isEmpty() ? "data" : "classic")
                        .toString())
                .isEqualTo(told.toString());
        JsonNode delivery = Await.value(PATIENCE, "the delivery recorded", this::delivered);
        assertThat(delivery.path("attempts").asInt()).isEqualTo(1);
        assertThat(delivery.path("last_status_code").asInt()).isEqualTo(200);
        assertThat(delivery.path("event_id").asString()).isEqualTo(header("webhook-id"));
    }

    private Optional<JsonNode> inTheFeed() {
        return hook.merchant()
                .get("/api/v1/events?limit=200")
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .filter(event -> event.path("id").asString().equals(header("webhook-id")))
                .findFirst();
    }

    private Optional<JsonNode> delivered() {
        JsonNode delivery = hook.merchant()
                .get("/api/v1/deliveries/" + header("Tributary-Delivery"))
                .expect(200)
                .json();
        return delivery.path("status").asString().equals("delivered") ? Optional.of(delivery) : Optional.empty();
    }
}
