package dev.tributary.server.console;

import dev.tributary.server.catcher.CannedAnswer;
import dev.tributary.webhooks.transport.Header;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer that a sender should be able to live with, to be tried at one click.
 *
 * @param value what the form sends
 */
public record AnswerPreset(String value, String label, CannedAnswer answer) {
    public static final List<AnswerPreset> ALL = List.of(
            new AnswerPreset("ok", "200 OK", CannedAnswer.OK),
            new AnswerPreset("faulty", "500", status(500)),
            new AnswerPreset("busy", "429, Retry-After 30", withHeader(429, "Retry-After", "30")),
            new AnswerPreset("gone", "410 Gone", status(410)),
            new AnswerPreset("slow", "200 after 20 s", after(Duration.ofSeconds(20))),
            new AnswerPreset(
                    "elsewhere", "302 elsewhere", withHeader(302, "Location", "https://example.com/elsewhere")),
            new AnswerPreset("drop", "Drop the connection", dropped()),
            new AnswerPreset("recovering", "Fail 3 times, then 200", failing(3)));

    static Optional<AnswerPreset> of(String value) {
        return ALL.stream().filter(preset -> preset.value().equals(value)).findFirst();
    }

    private static CannedAnswer status(int status) {
        return new CannedAnswer(status, List.of(), new byte[0], Duration.ZERO, OptionalInt.empty(), false);
    }

    private static CannedAnswer withHeader(int status, String name, String value) {
        return new CannedAnswer(
                status, List.of(new Header(name, value)), new byte[0], Duration.ZERO, OptionalInt.empty(), false);
    }

    private static CannedAnswer after(Duration delay) {
        return new CannedAnswer(200, List.of(), new byte[0], delay, OptionalInt.empty(), false);
    }

    private static CannedAnswer dropped() {
        return new CannedAnswer(200, List.of(), new byte[0], Duration.ZERO, OptionalInt.empty(), true);
    }

    private static CannedAnswer failing(int times) {
        return new CannedAnswer(500, List.of(), new byte[0], Duration.ZERO, OptionalInt.of(times), false);
    }
}
