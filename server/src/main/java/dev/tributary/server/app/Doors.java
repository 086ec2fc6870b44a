package dev.tributary.server.app;

import java.util.List;

/**
 * The raw doors: shop webhooks, caught requests, the tracking script. Whatever comes reaches their routes untouched,
 * {@code //}, {@code ;}, {@code %2F} and any method included, and nothing reads parameters before them.
 */
final class Doors {
    static final String[] RAW = {"/in/**", "/catch/**", "/t/**", "/t.js"};
    static final String[] OPEN = {"/", "/livez", "/readyz", "/assets/**", "/go/**", "/join/**"};

    private static final List<String> PREFIXES = List.of("/in/", "/catch/", "/t/");

    private Doors() {}

    static boolean isRaw(String uri) {
        return uri.equals("/t.js") || PREFIXES.stream().anyMatch(uri::startsWith);
    }
}
