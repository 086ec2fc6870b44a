package dev.tributary.server.account;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person is to an account. */
public enum Role {
    OWNER,
    MANAGER,
    DEVELOPER,
    VIEWER;

    /** By the name that tables and forms use. */
    public static final Map<String, Role> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Role::text, Function.identity()));

    /** As tables and forms write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
