package dev.tributary.server.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PaymentFormatsTest {
    private final TopicDefinition topic = new PaymentTopics().topics().getFirst();

    @Test
    void classic_body_has_the_documented_keys_in_order() {
        assertThat(new String(topic.exampleClassic(), StandardCharsets.UTF_8)).isEqualTo("""
                {"id":24680,"affiliate_id":"123456","payment_total":"10.00","payment_method":"PAYPAL",\
                "currency":"USD","total_conversions":"1","note":"February 2020","created":"2020-03-16 08:00:00"}""");
    }

    @Test
    void the_example_fits_its_schema() {
        String data = new String(topic.exampleData(), StandardCharsets.UTF_8).replaceFirst("}$", ",\"sequence\":3}");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(topic.dataSchema())
                        .validate(data, InputFormat.JSON))
                .isEmpty();
    }
}
