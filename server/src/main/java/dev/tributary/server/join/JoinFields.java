package dev.tributary.server.join;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a sign-up form: which there are, in order, and what they are called. */
final class JoinFields {
    static final String TOKEN = "form";
    /** What a person never sees, and so never fills in. */
    static final String TRAP = "homepage";

    static final String ACCEPT = "accept";
    static final String TERMS_VERSION = "terms_version";
    static final String YES = "yes";

    private static final List<String> ALWAYS = List.of("first_name", "last_name", "email");
    private static final List<String> ADDRESS = List.of("address_1", "address_2", "zip", "city", "state", "country");
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("first_name", "First name"),
            Map.entry("last_name", "Last name"),
            Map.entry("email", "E-mail address"),
            Map.entry("company", "Company"),
            Map.entry("phone_number", "Phone number"),
            Map.entry("address_1", "Street address"),
            Map.entry("address_2", "Street address, second line"),
            Map.entry("zip", "Postal code"),
            Map.entry("city", "City"),
            Map.entry("state", "State or region"),
            Map.entry("country", "Country"),
            Map.entry("paypal_email", "PayPal address"),
            Map.entry("coupon", "Coupon"),
            Map.entry(ACCEPT, "The terms"));

    private JoinFields() {}

    /** The names of all that a person fills in. */
    static List<String> names(Programme programme) {
        List<String> names = new ArrayList<>(ALWAYS);
        for (Ask ask : Ask.values()) {
            if (programme.asks(ask)) {
                names.addAll(ask == Ask.ADDRESS ? ADDRESS : List.of(ask.text()));
            }
        }
        programme.fields().forEach(field -> names.add(field.name()));
        names.addAll(List.of(ACCEPT, TERMS_VERSION));
        return names;
    }

    /** What a field is called where it is said to be wrong. */
    static Map<String, String> labels(Programme programme) {
        Map<String, String> labels = new LinkedHashMap<>(LABELS);
        programme.fields().forEach(field -> labels.put(field.name(), field.label()));
        return labels;
    }
}
