package dev.tributary.server.catcher;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A decoded name and its value, as queries and forms have them. Hostile text. */
public record Pair(String name, String value) {
    private static final int MOST = 500;
    private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** Reads {@code a=1&b=2} in its order, at most 500 pairs; a percent sign that encodes nothing stands for itself. */
    public static List<Pair> read(String encoded) {
        return Arrays.stream(encoded.split("&", MOST + 1))
                .limit(MOST)
                .filter(part -> !part.isEmpty())
                .map(Pair::one)
                .toList();
    }

    private static Pair one(String part) {
        int equals = part.indexOf('=');
        return equals < 0
                ? new Pair(decoded(part), "")
                : new Pair(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(BROKEN.matcher(text).replaceAll("%25"), StandardCharsets.UTF_8);
    }
}
