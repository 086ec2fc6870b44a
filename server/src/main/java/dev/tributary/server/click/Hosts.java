package dev.tributary.server.click;

import dev.tributary.server.api.Problem;
import java.net.IDN;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The hosts of a shop: the only places that redirect links lead to.
 *
 * @param names in lower case and ASCII, each with its port where that is not the usual one
 */
record Hosts(List<String> names) {
    static final int MOST = 50;
    static final Hosts NONE = new Hosts(List.of());

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int LONGEST = 253;

    Hosts {
        names = List.copyOf(names);
    }

    /**
     * Reads names as people write them: with or without {@code https://}, a path or capitals.
     *
     * @throws Problem 422 that names the field
     */
    static Hosts read(List<String> typed, String field) {
        Set<String> names = new LinkedHashSet<>();
        for (String text : typed) {
            names.add(name(text)
                    .orElseThrow(() -> Problem.unprocessable(
                            field,
                            "must hold host names such as shop.example, and “" + shortened(text) + "” is none")));
        }
        if (names.size() > MOST) {
            throw Problem.unprocessable(field, "must have at most " + MOST + " hosts");
        }
        return new Hosts(List.copyOf(names));
    }

    /** Whether this URL leads to one of them, and to nothing else that a browser could make of it. */
    boolean hold(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("https") || scheme.equals("http"))
                && url.getRawUserInfo() == null
                && url.getHost() != null
                && names.contains(authority(url.getHost(), url.getPort()));
    }

    private static Optional<String> name(String typed) {
        String bare = typed.strip().replaceFirst("(?i)^https?://", "").replaceFirst("[/?#].*$", "");
        int colon = bare.lastIndexOf(':');
        String host = colon < 0 ? bare : bare.substring(0, colon);
        String port = colon < 0 ? "443" : bare.substring(colon + 1);
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65_535) {
            return Optional.empty();
        }
        return ascii(host).map(name -> authority(name, Integer.parseInt(port)));
    }

    private static Optional<String> ascii(String host) {
        try {
            String name = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            boolean sound = name.length() <= LONGEST
                    && List.of(name.split("\\.", -1)).stream()
                            .allMatch(label -> LABEL.matcher(label).matches());
            return sound ? Optional.of(name) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String authority(String host, int port) {
        boolean usual = port == -1 || port == 443 || port == 80;
        return host.toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port);
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
