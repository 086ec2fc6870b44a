package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A renewal that comes before the order that its subscription began with, and with a click that is too old for it. */
@Tag("database")
class EarlyRenewalTest {
    private static final Map<String, String> ORDERS =
            Map.of("F", """
                    "created":"2026-04-01T00:00:00Z","items":[{"quantity":1,"price":"20"}],
                    "click":{"landed_url":"https://shop.example/?%s","created":"2026-03-30T00:00:00Z"}""", "R1", """
                    "created":"2026-04-20T00:00:00Z","items":[{"quantity":1,"price":"30"}],"is_subscription":true,
                    "click":{"landed_url":"https://shop.example/?%s","created":"2026-02-10T00:00:00Z"}""", "R2", """
                    "created":"2026-04-30T00:00:00Z","items":[{"quantity":1,"price":"40"}],"is_subscription":true""", "CLICKED", """
                    "created":"2026-04-20T00:00:00Z","items":[{"quantity":1,"price":"30"}],"is_subscription":true,
                    "click":{"landed_url":"https://shop.example/?%s","created":"2026-04-19T00:00:00Z"}""", "COUPON", """
                    "created":"2026-04-20T00:00:00Z","items":[{"quantity":1,"price":"30"}],"is_subscription":true,
                    "discount_code":"BOB\"""");

    private static final String[][] ARRIVALS = {
        {"F", "COUPON", "R2"}, {"F", "R2", "COUPON"}, {"COUPON", "F", "R2"},
        {"COUPON", "R2", "F"}, {"R2", "F", "COUPON"}, {"R2", "COUPON", "F"}
    };

    private final LiveServer server = SharedServer.server();

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "3"})
    void it_ends_as_if_it_had_come_after_that(String autoApproveDays) {
        for (boolean kept : new boolean[] {true, false}) {
            List<String> clean = play(kept, autoApproveDays, "F", "R1", "R2");
            assertThat(clean).anyMatch(end -> end.startsWith("R1 renews F, earns 3.00"));
            assertThat(clean).hasSize(kept ? 4 : 3);
            assertThat(play(kept, autoApproveDays, "R1", "F", "R2")).isEqualTo(clean);
        }
    }

    @Test
    void one_with_a_clue_of_its_own_uses_up_the_limit_all_the_same() {
        for (String[] arrival : new String[][] {{"F", "CLICKED", "R2"}, {"CLICKED", "F", "R2"}}) {
            List<String> ends = play(true, "null", arrival);
            assertThat(ends).anyMatch(end -> end.startsWith("CLICKED") && end.contains("earns 3.00 PENDING"));
            assertThat(ends).noneMatch(end -> end.startsWith("R2") && !end.contains("UNQUALIFIED"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0"})
    void one_with_somebody_elses_coupon_goes_to_whose_its_subscription_is(String autoApproveDays) {
        String all = ",\"auto_approve_days\":" + autoApproveDays;
        for (String[] arrival : ARRIVALS) {
            assertThat(earned(all, "", arrival)).as("%s", List.of(arrival)).isEqualTo(Map.of("ada", "9.00"));
            assertThat(earned(all + ",\"renewal_limit\":1", "", arrival))
                    .as("%s", List.of(arrival))
                    .isEqualTo(Map.of("ada", "5.00"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0"})
    void of_several_the_oldest_are_within_the_limit_also_those_for_skus(String autoApproveDays) {
        String more = ",\"renewal_limit\":1,\"auto_approve_days\":" + autoApproveDays;
        for (String[] arrival : ARRIVALS) {
            assertThat(earned(more, "\"sku\":\"TEA\",", arrival))
                    .as("%s", List.of(arrival))
                    .isEqualTo(Map.of("ada", "5.00", "bob", "5.00"));
        }
    }

    @Test
    void it_is_told_as_a_credit_once_and_stays_what_a_person_makes_of_it_then() {
        Merchant merchant = server.merchant();
        Partner ada = merchant.partner();
        String early = tell(merchant, "R1", ada);
        tell(merchant, "F", ada);
        merchant.post("/api/v1/conversions/status", "{\"ids\":[" + early + "],\"status\":\"UNQUALIFIED\"}")
                .expect(200);
        tell(merchant, "F", ada);

        assertThat(merchant.get("/api/v1/conversions/" + early).text("/status")).isEqualTo("UNQUALIFIED");
        assertThat(topics(merchant, early))
                .containsExactly("conversion.unqualified", "conversion.created", "conversion.unqualified");
    }

    /** What affiliates have of it in the end; bob holds the coupon. */
    private Map<String, String> earned(String more, String sku, String... arrival) {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", more);
        Partner ada = merchant.partner(offer, "ada", "");
        Partner bob = merchant.partner(offer, "bob", "");
        merchant.trigger(bob, "COUPON", "BOB");
        merchant.trigger(bob, "SKU", "TEA");
        for (String order : arrival) {
            tell(merchant, order, sku, ada);
        }
        Map<String, BigDecimal> sums = new TreeMap<>();
        merchant.get("/api/v1/conversions").expect(200).json().path("data").forEach(one -> {
            boolean counts =
                    Set.of("PENDING", "APPROVED").contains(one.path("status").asString());
            String whose = one.at("/affiliate/id").asString().equals(String.valueOf(ada.id())) ? "ada" : "bob";
            BigDecimal amount = new BigDecimal(one.path("commission_total").asString());
            sums.merge(whose, counts ? amount : BigDecimal.ZERO, BigDecimal::add);
        });
        Map<String, String> earned = new TreeMap<>();
        sums.forEach((whose, sum) -> earned.put(whose, sum.toPlainString()));
        earned.values().removeIf(sum -> new BigDecimal(sum).signum() == 0);
        return earned;
    }

    /** What every order ends in, and when its affiliate was credited last. */
    private List<String> play(boolean kept, String autoApproveDays, String... arrival) {
        Merchant merchant = server.merchant();
        merchant.rules(new AttributionRules(false, true, kept, false, false));
        String more = ",\"renewal_limit\":1,\"auto_approve_days\":" + autoApproveDays;
        Partner ada = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", more), "ada", "");
        for (String order : arrival) {
            tell(merchant, order, ada);
        }
        JsonNode conversions =
                merchant.get("/api/v1/conversions").expect(200).json().path("data");
        Map<String, String> orders = new HashMap<>();
        conversions.forEach(one ->
                orders.put(one.path("id").asString(), one.path("order_id").asString()));
        List<String> ends = new ArrayList<>();
        conversions.forEach(one -> ends.add(end(merchant, one, orders)));
        ends.add(merchant.get("/api/v1/affiliates/" + ada.id()).text("/last_conversion"));
        return ends.stream().sorted().toList();
    }

    /** That something earned nothing at first is for the eye. */
    private String end(Merchant merchant, JsonNode conversion, Map<String, String> orders) {
        String id = conversion.path("id").asString();
        String status = conversion.path("status").asString();
        List<String> told = topics(merchant, id).stream()
                .filter(topic -> status.equals("UNQUALIFIED") || !topic.equals("conversion.unqualified"))
                .toList();
        return "%s renews %s, earns %s %s, because of %s, %s, recurring %s, approved at %s, %s"
                .formatted(
                        orders.get(id),
                        orders.get(conversion.at("/attribution/renewal_of").asString()),
                        conversion.path("commission_total").asString(),
                        status,
                        conversion.at("/attribution/winners/0/mechanism").asString(),
                        conversion.at("/attribution/unqualified_reason").asString(),
                        conversion.path("is_recurring"),
                        server.bean(ConversionStore.class).approveAt(merchant.account(), Long.parseLong(id)),
                        told);
    }

    /** Tells of an order, and answers with its conversion. */
    private static String tell(Merchant merchant, String order, Partner ada) {
        return tell(merchant, order, "", ada);
    }

    private static String tell(Merchant merchant, String order, String sku, Partner ada) {
        String rest = ORDERS.getOrDefault(order, "")
                .formatted(ada.link())
                .replace("{", "{" + sku)
                .replace("\"click\":{" + sku, "\"click\":{");
        return merchant.post(
                        "/api/v1/orders", "{\"order_id\":\"" + order + "\",\"subscription_id\":\"s-1\"," + rest + "}")
                .text("/conversions/0/id");
    }

    private static List<String> topics(Merchant merchant, String conversion) {
        return merchant.events("conversion.").stream()
                .filter(event -> event.subject().equals("conversion:" + conversion))
                .map(PublishedEvent::topic)
                .toList();
    }
}
