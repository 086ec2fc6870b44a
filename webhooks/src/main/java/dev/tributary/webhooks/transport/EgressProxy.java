package dev.tributary.webhooks.transport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The HTTP proxy that an operator makes all outgoing requests pass. Its password appears in no text of this class.
 *
 * @param host name or address, normalised
 * @param port 1–65535
 * @param authorization the value of {@code Proxy-Authorization}; empty where the proxy asks for none
 */
public record EgressProxy(String host, int port, Optional<String> authorization) {
    private static final String SCHEME = "http://";
    private static final String FORM = "Write http://host:port or http://user:password@host:port.";

    /**
     * Reads {@code http://[user:password@]host:port}; special characters of user and password are percent-encoded.
     *
     * @throws IllegalArgumentException with a sentence that shows the form, and nothing of the text
     */
    public static EgressProxy parse(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new IllegalArgumentException(FORM);
        }
        String rest = text.substring(SCHEME.length()).replaceFirst("/$", "");
        int at = rest.lastIndexOf('@');
        String place = rest.substring(at + 1);
        if (!place.matches("(\\[[^]]*]|[^:]+):[0-9]+")) {
            throw new IllegalArgumentException(FORM);
        }
        Authority authority = authority(place);
        Optional<String> user = at < 0 ? Optional.empty() : Optional.of(rest.substring(0, at));
        return new EgressProxy(authority.host().name(), authority.port(), user.map(EgressProxy::basic));
    }

    private static Authority authority(String place) {
        try {
            return Authority.parse(place, "http");
        } catch (RefusedTarget e) {
            throw new IllegalArgumentException(e.detail(), e);
        }
    }

    private static String basic(String credentials) {
        int colon = credentials.indexOf(':');
        String user = decode(colon < 0 ? credentials : credentials.substring(0, colon));
        String password = decode(colon < 0 ? "" : credentials.substring(colon + 1));
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) { // its text would quote the password
            throw new IllegalArgumentException("Percent-encode special characters of user and password. " + FORM);
        }
    }

    /** Where it is, without the credentials. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
