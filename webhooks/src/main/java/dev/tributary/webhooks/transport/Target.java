package dev.tributary.webhooks.transport;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a request goes: a URL that passed the strict parser, so every reader agrees on its host.
 *
 * <p>Host and scheme are normalised (lower case, IDN to ASCII, no trailing dot). Path and query stay as written, since
 * receivers route and sign on them. A fragment is refused, not dropped: nobody would ever receive it.
 */
public final class Target {
    /** Longest URL accepted, in characters. */
    public static final int MAX_LENGTH = 2048;

    private final String text;
    private final Origin origin;
    private final Optional<InetAddress> literal;
    private final String requestUri;

    private Target(String text, Origin origin, Optional<InetAddress> literal, String requestUri) {
        this.text = text;
        this.origin = origin;
        this.literal = literal;
        this.requestUri = requestUri;
    }

    /**
     * Reads a URL strictly.
     *
     * @throws RefusedTarget naming the rule broken: url-length, url-character, scheme, user-info, host, ip-spelling,
     *     zone-id, port or fragment
     */
    public static Target parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new RefusedTarget("url-length", "The URL is longer than " + MAX_LENGTH + " characters; shorten it.");
        }
        UrlCharacters.check(text);
        String scheme = scheme(text);
        int from = scheme.length() + 3;
        int to = authorityEnd(text, from);
        Authority authority = Authority.parse(text.substring(from, to), scheme);
        String rest = text.substring(to);
        UrlCharacters.checkPathAndQuery(rest);
        String uri = rest.startsWith("/") ? rest : "/" + rest;
        return new Target(
                text,
                new Origin(scheme, authority.host().name(), authority.port()),
                authority.host().literal(),
                uri);
    }

    private static String scheme(String text) {
        String start = text.substring(0, Math.min(8, text.length())).toLowerCase(Locale.ROOT);
        if (start.startsWith("https://")) {
            return "https";
        }
        if (start.startsWith("http://")) {
            return "http";
        }
        throw new RefusedTarget("scheme", "Write the URL in full, beginning with https://.");
    }

    private static int authorityEnd(String text, int from) {
        int at = from;
        while (at < text.length() && "/?#".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** Scheme, normalised host and effective port. */
    public Origin origin() {
        return origin;
    }

    /** The address, where the host is written as one. */
    public Optional<InetAddress> literal() {
        return literal;
    }

    /** Path and query exactly as written; {@code /} where no path was. */
    public String requestUri() {
        return requestUri;
    }

    /** The path exactly as written, without the query. */
    public String path() {
        int query = requestUri.indexOf('?');
        return query < 0 ? requestUri : requestUri.substring(0, query);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Target that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The URL as the merchant typed it. */
    @Override
    public String toString() {
        return text;
    }
}
