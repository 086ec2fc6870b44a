package dev.tributary.server.access;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an API key may be used for. None implies another. */
public enum Scope {
    /** Every GET. */
    READ,
    /** Every other method. */
    WRITE,
    /** Orders in, nothing else: what a shop holds. */
    TRACKING;

    static final Map<String, Scope> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Scope::text, Function.identity()));

    /** As the API writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
