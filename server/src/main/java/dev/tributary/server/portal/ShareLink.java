package dev.tributary.server.portal;

import dev.tributary.server.api.FieldError;
import java.net.IDN;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes an affiliate's link of a page's address. What the page's own query and fragment say stays; an older link's
 * tags are replaced.
 *
 * @param page as it was pasted, with or without {@code https://}
 * @param subId what the affiliate knows the place by; empty for none
 * @param creative what the affiliate knows the picture or text by; empty for none
 */
record ShareLink(String page, String subId, String creative) {
    static final int LONGEST_PAGE = 2000;
    static final int LONGEST_MARK = 255;

    private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#@\\s]+)([^?#]*)(?:\\?([^#]*))?(#.*)?");
    private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");
    private static final Pattern HOST = Pattern.compile("(?i)([a-z0-9_-]+\\.)*[a-z0-9_-]+(:[0-9]{1,5})?");
    private static final Set<String> OURS = Set.of("rfsn", "subid", "creative");

    /** What is wrong with it; empty if a link can be made. */
    List<FieldError> faults() {
        List<FieldError> faults = new ArrayList<>();
        if (isOdd(page) || page.length() > LONGEST_PAGE || parts().isEmpty()) {
            faults.add(new FieldError("page", "must be the address of a page, such as https://shop.example/tea"));
        }
        mark("subid", subId).ifPresent(faults::add);
        mark("creative", creative).ifPresent(faults::add);
        return faults;
    }

    /** The finished link. Only where there are no faults. */
    String with(String referral) {
        String bare = bare();
        int hash = bare.indexOf('#');
        String before = hash < 0 ? bare : bare.substring(0, hash);
        String join = before.indexOf('?') < 0 ? "?" : "&";
        return before + join + values(referral) + (hash < 0 ? "" : bare.substring(hash));
    }

    /** The page's address without anything that makes a link an affiliate's. Only where there are no faults. */
    String bare() {
        Matcher parts = parts().orElseThrow(() -> new IllegalStateException("has faults"));
        String own = Optional.ofNullable(parts.group(4)).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .filter(pair -> !pair.isEmpty() && !OURS.contains(name(pair)))
                .map(ShareLink::tame)
                .collect(Collectors.joining("&"));
        return parts.group(1).toLowerCase(Locale.ROOT)
                + "://"
                + host(parts.group(2)).orElseThrow()
                + (parts.group(3).isEmpty() ? "/" : tame(parts.group(3)))
                + (own.isEmpty() ? "" : "?" + own)
                + Optional.ofNullable(parts.group(5)).map(ShareLink::tame).orElse("");
    }

    /** What is put behind the page's address. */
    String values(String referral) {
        return referral + value("subid", subId) + value("creative", creative);
    }

    private Optional<Matcher> parts() {
        Matcher parts = URL.matcher(SCHEME.matcher(page).matches() ? page : "https://" + page);
        return parts.matches() && host(parts.group(2)).isPresent() ? Optional.of(parts) : Optional.empty();
    }

    private static Optional<String> host(String written) {
        try {
            int colon = written.lastIndexOf(':');
            String name = colon < 0 ? written : written.substring(0, colon);
            String host = IDN.toASCII(name).toLowerCase(Locale.ROOT) + (colon < 0 ? "" : written.substring(colon));
            boolean sound = HOST.matcher(host).matches() && (host.contains(".") || host.startsWith("localhost"));
            return sound ? Optional.of(host) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<FieldError> mark(String field, String text) {
        return isOdd(text) || text.length() > LONGEST_MARK
                ? Optional.of(
                        new FieldError(field, "must have at most " + LONGEST_MARK + " characters, all of them plain"))
                : Optional.empty();
    }

    private static boolean isOdd(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static String name(String pair) {
        int equals = pair.indexOf('=');
        return (equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
    }

    private static String value(String name, String value) {
        return value.isEmpty()
                ? ""
                : "&" + name + "="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Encodes what an address may not hold and messengers would end a link at. */
    private static String tame(String part) {
        StringBuilder tame = new StringBuilder();
        part.codePoints().forEach(c -> {
            String one = Character.toString(c);
            boolean wild = c <= ' ' || c > '~' || "\"<>\\^`{|}".contains(one);
            tame.append(wild ? URLEncoder.encode(one, StandardCharsets.UTF_8).replace("+", "%20") : one);
        });
        return tame.toString();
    }
}
