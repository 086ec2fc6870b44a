package dev.tributary.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads single environment variables; one that is blank counts as not set. */
record Settings(Map<String, String> environment) {

    Optional<String> text(String name) {
        @Nullable String value = environment.get(name);
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    Optional<Integer> port(String name) {
        return text(name).map(text -> {
            if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
                throw new StartFailure(name + " must be a port from 0 to 65535, not " + text + ".");
            }
            return Integer.parseInt(text);
        });
    }

    /** Whole days, such as {@code 30d}. */
    Optional<Duration> days(String name, Duration longest) {
        return text(name).map(text -> {
            long days = text.matches("[0-9]{1,4}d") ? Long.parseLong(text.substring(0, text.length() - 1)) : 0;
            if (days < 1 || days > longest.toDays()) {
                throw new StartFailure(
                        name + " must be whole days from 1d to " + longest.toDays() + "d, not " + text + ".");
            }
            return Duration.ofDays(days);
        });
    }

    boolean flag(String name) {
        String text = text(name).orElse("false");
        if (!text.matches("true|false|1|0")) {
            throw new StartFailure(name + " must be true or false, not " + text + ".");
        }
        return text.equals("true") || text.equals("1");
    }

    Optional<Path> path(String name) {
        return text(name).map(text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new StartFailure(name + " is no path: " + text + ".", e);
            }
        });
    }

    /** The variable itself, or the content of the file that {@code name_FILE} names. */
    Optional<String> secret(String name) {
        return text(name)
                .or(() -> path(name + "_FILE").map(file -> {
                    try {
                        return Files.readString(file).strip();
                    } catch (IOException e) {
                        throw new StartFailure(name + "_FILE can't be read: " + file + ".", e);
                    }
                }));
    }
}
