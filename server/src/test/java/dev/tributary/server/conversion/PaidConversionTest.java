package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.api.Json;
import dev.tributary.server.testing.JsonSchema;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaidConversionTest {
    private static final Instant NOW = Instant.parse("2020-04-01T08:00:00Z");

    @Test
    void both_bodies_of_a_paid_conversion_name_its_payment() {
        ConversionSnapshot paid = with(PaymentStatus.PAID);
        assertThat(new String(ClassicConversion.write(paid), StandardCharsets.UTF_8))
                .contains(
                        "\"payment_status\":\"PAID\"",
                        "\"payment_id\":\"24680\"",
                        "\"updated\":\"2020-04-01 08:00:00\"");
        String data = new String(Json.bytes(ConversionEvents.STANDARD.of(paid)), StandardCharsets.UTF_8);
        assertThat(data).contains("\"payment_status\":\"PAID\"", "\"payment_id\":\"pay_24680\"");
        TopicDefinition topic = new ConversionTopics().topics().getFirst();
        assertThat(JsonSchema.errors(topic.dataSchema(), data.replaceFirst("}$", ",\"sequence\":1}")))
                .isEmpty();
    }

    @Test
    void what_a_payment_keeps_stands_still_until_that_is_voided() {
        Conversion.Standing kept = with(PaymentStatus.UNPAID).conversion().standing();
        assertThat(Transition.of(kept, Status.DENIED))
                .isEqualTo(new Transition.Refused("the conversion is in payment 24680: void that first"));
        assertThat(Transition.of(kept, Status.APPROVED)).isEqualTo(new Transition.Unchanged());
    }

    private static ConversionSnapshot with(PaymentStatus status) {
        ConversionSnapshot sample = ConversionExamples.of(ConversionTopics.APPROVED);
        Conversion.Standing standing = new Conversion.Standing(
                Status.APPROVED, status, Optional.of(24680L), Optional.empty(), Optional.empty(), Optional.empty());
        return new ConversionSnapshot(sample.conversion().changed(standing, NOW), sample.affiliate(), sample.offer());
    }
}
