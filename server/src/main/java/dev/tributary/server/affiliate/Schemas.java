package dev.tributary.server.affiliate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schemas of what this feature's events say. */
final class Schemas {
    private Schemas() {}

    static String read(String name) {
        try (InputStream resource = Schemas.class.getResourceAsStream("/schema/" + name)) {
            if (resource == null) {
                throw new IllegalStateException("schema/" + name + " is missing from the program");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
