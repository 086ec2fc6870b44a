package dev.tributary.server.affiliate;

import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of an affiliate's form, named as in the API. */
final class AffiliateForm {
    static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("offer_id", "Offer"),
            Map.entry("status", "Status"),
            Map.entry("first_name", "First name"),
            Map.entry("last_name", "Last name"),
            Map.entry("email", "E-mail address"),
            Map.entry("coupon", "Coupon"),
            Map.entry("paypal_email", "PayPal address"),
            Map.entry("company", "Company"),
            Map.entry("address_1", "Address"),
            Map.entry("address_2", "Address, second line"),
            Map.entry("city", "City"),
            Map.entry("state", "State"),
            Map.entry("zip", "Postal code"),
            Map.entry("country", "Country"),
            Map.entry("phone_number", "Phone number"),
            Map.entry(FormBody.VERSION, "The affiliate"));

    private AffiliateForm() {}

    static Form blank(String offer, List<String> questions) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("status", AffiliateStatus.ACTIVE.name());
        values.put("offer_id", offer);
        return Form.of(QuestionFields.put(values, List.of(), questions));
    }

    static Form show(Affiliate affiliate, List<String> questions) {
        Map<String, String> values = values(affiliate);
        return Form.of(QuestionFields.put(values, affiliate.profile().customFields(), questions));
    }

    /** All but the custom fields. */
    static Map<String, String> values(Affiliate affiliate) {
        Profile profile = affiliate.profile();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("offer_id", String.valueOf(affiliate.offer()));
        values.put("first_name", profile.firstName());
        values.put("last_name", profile.lastName());
        values.put("email", profile.email());
        values.put("paypal_email", profile.paypalEmail().orElse(""));
        values.put("company", profile.company());
        values.putAll(AffiliateSnapshot.address(profile.address()));
        return values;
    }

    static FormBody takeNew(HttpServletRequest request) {
        return take(request, List.of()).texts("coupon").optional("status");
    }

    /**
     * Takes what was sent.
     *
     * @param had the answers that the affiliate has
     */
    static FormBody take(HttpServletRequest request, List<Profile.CustomField> had) {
        FormBody body = new FormBody(request)
                .wholes("offer_id")
                .texts("first_name", "last_name", "email", "paypal_email", "company")
                .texts("address_1", "address_2", "city", "state", "zip", "country", "phone_number");
        return body.objects(
                QuestionFields.NAME,
                QuestionFields.take(
                        body, had.stream().map(Profile.CustomField::name).toList()));
    }

    /** Takes what affiliates may change of themselves. */
    static FormBody takeOwn(HttpServletRequest request) {
        return new FormBody(request)
                .texts("first_name", "last_name", "paypal_email", "company")
                .texts("address_1", "address_2", "city", "state", "zip", "country", "phone_number");
    }
}
