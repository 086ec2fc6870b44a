package dev.tributary.server.catcher;

import java.util.Optional;

/** Writes the URLs of catchers. */
public final class CatcherUrls {
    private final String base;

    CatcherUrls(String base) {
        this.base = base;
    }

    /** The URL of a catcher, by its {@linkplain Catcher#token token}. */
    public String of(String token) {
        return base + CatchValve.PREFIX + token;
    }

    /** The URL that a request was sent to, its path and query as they came. */
    public String of(CaughtRequest request) {
        return base + request.target();
    }

    /** The token in the URL of a catcher of this installation; empty for any other URL. */
    public Optional<String> token(String url) {
        String before = of("");
        return url.startsWith(before)
                ? Optional.of(url.substring(before.length()).split("[/?#]", 2)[0])
                : Optional.empty();
    }
}
