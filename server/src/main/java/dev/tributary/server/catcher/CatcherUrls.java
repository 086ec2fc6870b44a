package dev.tributary.server.catcher;

/** Writes the URLs of catchers. */
final class CatcherUrls {
    private final String base;

    CatcherUrls(String base) {
        this.base = base;
    }

    String of(String token) {
        return base + CatchValve.PREFIX + token;
    }
}
