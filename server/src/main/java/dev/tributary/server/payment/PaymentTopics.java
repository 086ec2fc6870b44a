package dev.tributary.server.payment;

import dev.tributary.server.account.TopicSource;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The topic about payments, with its schema and example. */
@Component
class PaymentTopics implements TopicSource {
    static final String CREATED = "payment.created";

    private static final PaymentSnapshot EXAMPLE = new PaymentSnapshot(
            24680,
            123456,
            Currency.getInstance("USD"),
            new BigDecimal("10.00"),
            "PAYPAL",
            1,
            Optional.of("February 2020"),
            Instant.parse("2020-03-16T08:00:00Z"));

    @Override
    public List<TopicDefinition> topics() {
        Topic topic = new Topic(
                CREATED,
                "New Payment",
                "NEW_PAYMENT",
                "Payments",
                "An affiliate was paid for approved conversions: the payment was sent.",
                Topic.Kind.CLASSIC);
        return List.of(
                new TopicDefinition(topic, schema(), PaymentEvents.standard(EXAMPLE), PaymentEvents.classic(EXAMPLE)));
    }

    private static String schema() {
        try (InputStream resource = PaymentTopics.class.getResourceAsStream("/schema/payment.json")) {
            if (resource == null) {
                throw new IllegalStateException("schema/payment.json is missing from the program");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
