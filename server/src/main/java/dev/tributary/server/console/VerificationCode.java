package dev.tributary.server.console;

import dev.tributary.webhooks.endpoint.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Code that checks a signature, ready to be copied. That of the standard format holds for every request; receivers of
 * the classic format usually know {@code Refersion-Signature}, which has code of its own.
 */
@Component
final class VerificationCode {
    private final List<Sample> standard = Stream.of(
                    sample("Node.js", "verify.mjs"),
                    sample("Python", "verify.py"),
                    sample("PHP", "verify.php"),
                    sample("Ruby", "verify.rb"),
                    sample("Java", "Signature.java"))
            .toList();
    private final List<Sample> classic = Stream.of(
                    sample("Node.js", "classic.mjs"),
                    sample("Python", "classic.py"),
                    sample("PHP", "classic.php"),
                    sample("Ruby", "classic.rb"),
                    sample("Java", "ClassicSignature.java"))
            .toList();

    /** What the format's receivers can check, the usual one first. */
    List<SampleGroup> groups(Format format) {
        SampleGroup standards = new SampleGroup("webhook-signature", standard);
        return switch (format) {
            case STANDARD -> List.of(standards);
            case CLASSIC -> List.of(new SampleGroup("Refersion-Signature", classic), standards);
        };
    }

    private static Sample sample(String language, String file) {
        try (InputStream in = VerificationCode.class.getResourceAsStream("/verify/" + file)) {
            return new Sample(
                    language,
                    file,
                    new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
