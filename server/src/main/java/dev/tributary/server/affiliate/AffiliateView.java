package dev.tributary.server.affiliate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An affiliate and a trigger as the API shows them: ids are numbers, what is unknown is an empty string or null. */
final class AffiliateView {
    private AffiliateView() {}

    static Map<String, @Nullable Object> of(Affiliate affiliate) {
        Profile profile = affiliate.profile();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", affiliate.number());
        view.put("code", affiliate.code());
        view.put("link_parameter", affiliate.linkParameter());
        view.put("status", affiliate.status().name());
        view.put("source", affiliate.source().name());
        view.put("offer_id", affiliate.offer());
        view.put("first_name", profile.firstName());
        view.put("last_name", profile.lastName());
        view.put("email", profile.email());
        view.put("paypal_email", profile.paypalEmail().orElse(null));
        view.put("company", profile.company());
        view.putAll(AffiliateSnapshot.address(profile.address()));
        view.put("custom_fields", fields(profile));
        view.put("created_at", affiliate.created());
        view.put("updated_at", affiliate.updated().orElse(null));
        view.put("last_login", affiliate.lastLogin().orElse(null));
        view.put("last_conversion", affiliate.lastConversion().orElse(null));
        return view;
    }

    static Map<String, @Nullable Object> of(Trigger trigger) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", trigger.number());
        view.put("affiliate_id", trigger.affiliate());
        view.put("type", trigger.type().name());
        view.put("trigger", trigger.value());
        view.put("created_at", trigger.created());
        return view;
    }

    private static List<Map<String, Object>> fields(Profile profile) {
        return profile.customFields().stream()
                .map(field -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("id", field.number());
                    shown.put("name", field.name());
                    shown.put("value", field.value());
                    return shown;
                })
                .toList();
    }
}
