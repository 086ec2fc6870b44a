package dev.tributary.server.affiliate;

import dev.tributary.server.api.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An affiliate as an event tells it, in both formats.
 *
 * @param offerName the name that the offer had at that moment
 */
record AffiliateSnapshot(Affiliate affiliate, String offerName) {
    private static final DateTimeFormatter CLASSIC_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String NEVER = "0000-00-00 00:00:00";

    /** The classic body: these keys, in this order, with these types. */
    byte[] classic() {
        Profile profile = affiliate.profile();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", affiliate.number());
        body.put("code", affiliate.code());
        body.put("status", affiliate.status().name());
        body.put("last_login", classicTime(affiliate.lastLogin()));
        body.put("last_conversion", classicTime(affiliate.lastConversion()));
        body.put("first_name", profile.firstName());
        body.put("last_name", profile.lastName());
        body.put("email", profile.email());
        body.put("paypal_email", profile.paypalEmail().orElse(null));
        body.put("company", profile.company());
        address(profile.address()).forEach(body::put);
        body.put("source", affiliate.source().name());
        body.put("custom_fields", fields(field -> String.valueOf(field.number())));
        body.put("offer", offer(String.valueOf(affiliate.offer())));
        body.put("is_marketplace_user", false);
        return Json.bytes(body);
    }

    /**
     * {@code data} of the standard format.
     *
     * @param changes old and new value of each changed field; left out where empty
     */
    byte[] standard(Map<String, List<@Nullable Object>> changes) {
        Profile profile = affiliate.profile();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("id", "aff_" + affiliate.number());
        data.put("code", affiliate.code());
        data.put("status", affiliate.status().name());
        data.put("created", time(affiliate.created()));
        data.put("updated", affiliate.updated().map(AffiliateSnapshot::time).orElse(null));
        data.put(
                "last_login", affiliate.lastLogin().map(AffiliateSnapshot::time).orElse(null));
        data.put(
                "last_conversion",
                affiliate.lastConversion().map(AffiliateSnapshot::time).orElse(null));
        data.put("first_name", profile.firstName());
        data.put("last_name", known(profile.lastName()));
        data.put("email", profile.email());
        data.put("paypal_email", profile.paypalEmail().orElse(null));
        data.put("company", known(profile.company()));
        address(profile.address()).forEach((name, value) -> data.put(name, known(value)));
        data.put("source", affiliate.source().name());
        data.put("custom_fields", fields(field -> "fld_" + field.number()));
        data.put("offer", offer("off_" + affiliate.offer()));
        data.put("is_marketplace_user", false);
        if (!changes.isEmpty()) {
            data.put("changes", changes);
        }
        return Json.bytes(data);
    }

    static Map<String, String> address(Profile.Address address) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("address_1", address.line1());
        fields.put("address_2", address.line2());
        fields.put("city", address.city());
        fields.put("state", address.state());
        fields.put("zip", address.zip());
        fields.put("country", address.country());
        fields.put("phone_number", address.phone());
        return fields;
    }

    /** Milliseconds: finer than any receiver needs. */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private List<Map<String, String>> fields(Function<Profile.CustomField, String> id) {
        return affiliate.profile().customFields().stream()
                .map(field -> {
                    Map<String, String> shown = new LinkedHashMap<>();
                    shown.put("id", id.apply(field));
                    shown.put("name", field.name());
                    shown.put("value", field.value());
                    return shown;
                })
                .toList();
    }

    private Map<String, String> offer(String id) {
        Map<String, String> offer = new LinkedHashMap<>();
        offer.put("id", id);
        offer.put("name", offerName);
        return offer;
    }

    private static String classicTime(Optional<Instant> time) {
        return time.map(CLASSIC_TIME::format).orElse(NEVER);
    }

    private static @Nullable String known(String text) {
        return text.isEmpty() ? null : text;
    }
}
