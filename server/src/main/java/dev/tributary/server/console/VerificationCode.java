package dev.tributary.server.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Code that checks a signature, ready to be copied; the same that the README shows. */
@Component
final class VerificationCode {
    private final List<Sample> samples =
            List.of(sample("Node.js", "verify.mjs"), sample("Python", "verify.py"), sample("Java", "Signature.java"));

    /** In the order in which they are shown. */
    List<Sample> samples() {
        return samples;
    }

    private static Sample sample(String language, String file) {
        try (InputStream in = VerificationCode.class.getResourceAsStream("/verify/" + file)) {
            return new Sample(
                    language, new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
