package dev.tributary.server.affiliate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What differs between an affiliate before and after, field by field, as the standard format tells it. */
final class Changes {
    private final Map<String, List<@Nullable Object>> found = new LinkedHashMap<>();

    private Changes() {}

    /** Old and new value of every field that differs; empty if nothing does. */
    static Map<String, List<@Nullable Object>> between(Affiliate before, Affiliate after) {
        Changes changes = new Changes();
        changes.note("status", before.status().name(), after.status().name());
        changes.noteProfile(before.profile(), after.profile());
        changes.note("offer_id", "off_" + before.offer(), "off_" + after.offer());
        return changes.found;
    }

    private void noteProfile(Profile before, Profile after) {
        note("first_name", before.firstName(), after.firstName());
        note("last_name", before.lastName(), after.lastName());
        note("email", before.email(), after.email());
        note(
                "paypal_email",
                before.paypalEmail().orElse(""),
                after.paypalEmail().orElse(""));
        note("company", before.company(), after.company());
        Map<String, String> address = AffiliateSnapshot.address(after.address());
        AffiliateSnapshot.address(before.address())
                .forEach((field, value) -> note(field, value, address.getOrDefault(field, "")));
        if (!before.customFields().equals(after.customFields())) {
            found.put("custom_fields", Arrays.asList(plain(before.customFields()), plain(after.customFields())));
        }
    }

    private void note(String field, String before, String after) {
        if (!before.equals(after)) {
            found.put(field, Arrays.asList(known(before), known(after)));
        }
    }

    private static List<Map<String, String>> plain(List<Profile.CustomField> fields) {
        return fields.stream()
                .map(field -> Map.of("id", "fld_" + field.number(), "name", field.name(), "value", field.value()))
                .toList();
    }

    private static @Nullable String known(String text) {
        return text.isEmpty() ? null : text;
    }
}
