package dev.tributary.server.mail;

import dev.tributary.server.api.Email;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where mail is handed in.
 *
 * @param tls whether TLS comes first; else it is asked for on the way ({@code STARTTLS}), and a password goes over
 *     nothing else
 * @param from whom mail comes from
 * @param deadline for one mail, everything together
 */
public record MailServer(boolean tls, String host, int port, Optional<Login> login, String from, Duration deadline) {
    private static final String FORM = "Write smtp://user:password@host:587 or smtps://user:password@host:465, with"
            + " special characters percent-encoded.";
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;

    /** Who hands it in. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user + ":…";
        }
    }

    /**
     * Reads {@code smtp://} and {@code smtps://} URLs.
     *
     * @param from an address that {@link #isSender}
     * @throws IllegalArgumentException with one sentence that does not repeat what may hold a password
     */
    public static MailServer parse(String url, String from) {
        URI uri = uri(url);
        boolean tls = "smtps".equalsIgnoreCase(uri.getScheme());
        boolean known = tls || "smtp".equalsIgnoreCase(uri.getScheme());
        boolean bare = !uri.isOpaque()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawPath().matches("/?");
        if (!known || !bare || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException(FORM);
        }
        int usual = tls ? SUBMISSIONS : SUBMISSION;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        return new MailServer(tls, host, port, login(uri.getRawUserInfo()), from, DEADLINE);
    }

    /** Whether mail can come from this address: one that every server understands. */
    public static boolean isSender(String address) {
        return Email.isOne(address) && address.matches("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+");
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException secret) {
            // not as the cause: its message repeats the URL
            throw new IllegalArgumentException(FORM);
        }
    }

    private static Optional<Login> login(@Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(FORM);
        }
        return Optional.of(new Login(decode(userInfo.substring(0, colon)), decode(userInfo.substring(colon + 1))));
    }

    /** Percent signs only: a plus is a plus. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** For the log. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
