package dev.tributary.server.app;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the database is.
 *
 * @param jdbcUrl without credentials, or with them as its parameters
 * @param user empty if the URL names one itself
 */
record DatabaseAddress(String jdbcUrl, String user, String password) {

    /** Reads {@code postgresql://user:password@host:port/name} and {@code jdbc:postgresql://…}. */
    static DatabaseAddress parse(String text) {
        if (text.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(text, "", "");
        }
        if (!text.matches("postgres(ql)?://.+")) {
            throw unreadable();
        }
        try {
            return of(URI.create(text));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static DatabaseAddress of(URI url) {
        String[] credentials = url.getRawUserInfo() == null
                ? new String[0]
                : url.getRawUserInfo().split(":", 2);
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        if (url.getHost() == null) {
            throw unreadable();
        }
        return new DatabaseAddress(
                "jdbc:postgresql://" + url.getHost() + port + url.getRawPath() + query,
                credentials.length > 0 ? decode(credentials[0]) : "",
                credentials.length > 1 ? decode(credentials[1]) : "");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The URL may hold a password, so it is not repeated. */
    private static StartFailure unreadable() {
        return new StartFailure(
                "TRIBUTARY_DATABASE_URL can't be read: set it to postgresql://user:password@host:5432/name.");
    }

    @Override
    public String toString() {
        return "DatabaseAddress[…]";
    }
}
