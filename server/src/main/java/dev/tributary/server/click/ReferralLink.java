package dev.tributary.server.click;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a link of the form {@code …?rfsn=AFFILIATE.CODE[&subid=…][&creative=…]} says. Shops hand on whatever stood in
 * the address bar: whole URLs, relative paths, broken percent signs; what can't be read is not a referral.
 */
public record ReferralLink(long affiliate, String code, Optional<String> subId, Optional<String> creativeId) {
    private static final Pattern VALUE = Pattern.compile("([0-9]{1,18})\\.([0-9A-Za-z]{1,40})");
    private static final int LONGEST = 255;

    /** Reads the query, else what stands after the {@code #}, where single-page shops keep theirs. */
    public static Optional<ReferralLink> parse(String url) {
        int hash = url.indexOf('#');
        String before = hash < 0 ? url : url.substring(0, hash);
        String fragment = hash < 0 ? "" : url.substring(hash + 1);
        int question = before.indexOf('?');
        Optional<ReferralLink> asked = question < 0 ? Optional.empty() : ofQuery(before.substring(question + 1));
        return asked.or(() -> ofQuery(fragment.substring(fragment.indexOf('?') + 1)));
    }

    private static Optional<ReferralLink> ofQuery(String text) {
        Map<String, String> query = query(text);
        return Optional.ofNullable(query.get("rfsn")).flatMap(value -> ofValue(value, query));
    }

    /** The bare {@code AFFILIATE.CODE}, as carts carry it in their attributes. */
    public static Optional<ReferralLink> ofValue(String value) {
        return ofValue(value, Map.of());
    }

    private static Optional<ReferralLink> ofValue(String value, Map<String, String> query) {
        Matcher matcher = VALUE.matcher(value.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ReferralLink(
                Long.parseLong(matcher.group(1)), matcher.group(2), part(query, "subid"), part(query, "creative")));
    }

    /** The pairs that say it, ready for a query. */
    String query() {
        StringBuilder query = new StringBuilder("rfsn=" + affiliate + "." + code);
        subId.ifPresent(text -> query.append("&subid=").append(URLEncoder.encode(text, StandardCharsets.UTF_8)));
        creativeId.ifPresent(
                text -> query.append("&creative=").append(URLEncoder.encode(text, StandardCharsets.UTF_8)));
        return query.toString();
    }

    private static Optional<String> part(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name))
                .filter(text -> !text.isEmpty())
                .map(text -> Cut.to(LONGEST, text));
    }

    private static Map<String, String> query(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&", 200)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                decode(pair.substring(equals + 1))
                        .ifPresent(value ->
                                values.putIfAbsent(pair.substring(0, equals).toLowerCase(Locale.ROOT), value));
            }
        }
        return values;
    }

    private static Optional<String> decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            return decoded.indexOf('\0') < 0 ? Optional.of(decoded) : Optional.empty();
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
