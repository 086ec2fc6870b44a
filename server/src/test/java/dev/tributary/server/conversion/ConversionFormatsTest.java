package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.offer.OfferType;
import dev.tributary.server.testing.JsonSchema;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversionFormatsTest {
    /** The help article's sample, its lost braces restored, white space taken out. */
    private static final String SAMPLE = """
            {"id":987654321,"created":"2020-02-14 18:48:42","status":"PENDING","denied_reason_code":null,\
            "is_recurring":false,"total_items":"1","total":"130.55","commission_total":"10.00","currency":"USD",\
            "is_test_conversion":"FALSE","payment_status":"UNPAID","updated":null,\
            "affiliate":{"id":"123456","code":"123ab","first_name":"John","last_name":"Smith",\
            "email":"JohnSmith@email.com"},"payment_id":null,\
            "offer":{"id":12345,"name":"Standard Affiliate Commission","type":"PERCENT_OF_SALE","amount":"10"},\
            "customer":{"name":"Jane Doe","email":"JaneDoe@email.com","browser_ip":"11.222.333.44"},\
            "coupon_code":null,"order_id":"1022","subscription_id":null,"reason":null,"notes":null,\
            "product names":null,\
            "click":{"created":"2019-11-06 18:44:41","referer":null,\
            "landed_url":"https://samplestore.com/?rfsn=3321631.89b4ba","ip":"","sub_id":null,"creative_id":null},\
            "source":"SHOPIFY"}""";

    private final List<TopicDefinition> topics = new ConversionTopics().topics();

    @Test
    void classic_body_of_the_sample_is_the_sample_byte_for_byte() {
        assertThat(text(topics.getFirst().exampleClassic())).isEqualTo(SAMPLE);
    }

    @Test
    void classic_dates_of_changes_and_both_flat_types_are_as_receivers_know_them() {
        assertThat(text(topics.get(1).exampleClassic()))
                .contains("\"status\":\"APPROVED\"", "\"updated\":\"2020-03-15 09:30:00\"");
        assertThat(text(topics.get(2).exampleClassic()))
                .contains("\"denied_reason_code\":\"ORDER_RETURNED\"", "\"reason\":\"The parcel came back.\"");
        ConversionSnapshot sample = ConversionExamples.of(ConversionTopics.CREATED);
        for (OfferType type : List.of(OfferType.FLAT_RATE_PER_ITEM, OfferType.FLAT_RATE_PER_ORDER)) {
            ConversionSnapshot flat = new ConversionSnapshot(
                    sample.conversion(),
                    sample.affiliate(),
                    new ConversionSnapshot.OfferPart(1, "Flat", type, new java.math.BigDecimal("2.50")));
            assertThat(text(ClassicConversion.write(flat))).contains("\"type\":\"FLAT_RATE\",\"amount\":\"2.5\"");
        }
    }

    @Test
    void every_example_fits_its_schema() {
        for (TopicDefinition topic : topics) {
            String data = text(topic.exampleData()).replaceFirst("}$", ",\"sequence\":1}");
            assertThat(JsonSchema.errors(topic.dataSchema(), data))
                    .as(topic.topic().type())
                    .isEmpty();
        }
    }

    @Test
    void schemas_refuse_what_is_missing_or_unknown() {
        TopicDefinition created = topics.getFirst();
        String data = text(created.exampleData());
        assertThat(JsonSchema.errors(created.dataSchema(), data)).isNotEmpty();
        assertThat(JsonSchema.errors(created.dataSchema(), data.replaceFirst("}$", ",\"sequence\":1,\"x\":1}")))
                .isNotEmpty();
    }

    @Test
    void topics_bear_the_names_that_receivers_know() {
        assertThat(topics)
                .extracting(topic -> topic.topic().classicName())
                .containsExactly(
                        "NEW_CONVERSION",
                        "APPROVED_CONVERSION",
                        "DENIED_CONVERSION",
                        "UNQUALIFIED_CONVERSION",
                        "REFUNDED_CONVERSION");
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
