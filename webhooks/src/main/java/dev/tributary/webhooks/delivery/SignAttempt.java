package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.transport.Header;
import dev.tributary.webhooks.transport.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the signed request of an attempt, with every header of the contract. */
public final class SignAttempt {
    private static final String MASKED = "(not kept)";

    private final String userAgent;

    /**
     * Signs in the product's name.
     *
     * @param version of the product, for {@code User-Agent}
     */
    public SignAttempt(String version) {
        this.userAgent = "Tributary-Webhooks/" + version;
    }

    /**
     * The headers of a request as the log keeps them: the values of the merchant's own may be credentials, which lie
     * sealed with the endpoint and nowhere else.
     */
    public static List<Header> forLog(Request request, Destination destination) {
        List<Header> own = destination.endpoint().settings().headers();
        if (own.isEmpty()) {
            return request.headers();
        }
        return request.headers().stream()
                .map(header -> own.contains(header) ? new Header(header.name(), MASKED) : header)
                .toList();
    }

    public Request sign(Leased leased, Topic topic, Destination destination, Instant now) {
        String event = leased.event().toString();
        List<Header> headers = new ArrayList<>(16);
        headers.add(new Header("Content-Type", "application/json"));
        headers.add(new Header("User-Agent", userAgent));
        headers.add(new Header("webhook-id", event));
        headers.add(new Header("webhook-timestamp", Long.toString(now.getEpochSecond())));
        headers.add(new Header("webhook-signature", destination.signature(event, now, leased.body())));
        headers.add(new Header("Tributary-Topic", topic.type()));
        headers.add(new Header("Tributary-Delivery", leased.id().toString()));
        headers.add(new Header("Tributary-Attempt", Integer.toString(leased.made() + 1)));
        headers.add(new Header("Tributary-Sequence", Long.toString(leased.sequence())));
        if (leased.format() == Format.CLASSIC) {
            headers.add(new Header("Refersion-Topic", topic.classicName()));
            headers.add(new Header("Refersion-Signature", destination.classicSignature(now, leased.body())));
        }
        headers.addAll(destination.endpoint().settings().headers());
        Duration deadline = Duration.ofSeconds(destination.endpoint().settings().timeoutSeconds());
        return new Request(destination.target(), headers, leased.body(), deadline);
    }
}
