package dev.tributary.server.console;

import dev.tributary.server.catcher.CannedAnswer;
import dev.tributary.webhooks.transport.Header;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers that a sender should be able to live with, to be tried at one click. */
public enum AnswerPreset {
    OK("200 OK", CannedAnswer.OK),
    FAULTY("500", status(500)),
    BUSY("429, Retry-After 30", withHeader(429, "Retry-After", "30")),
    GONE("410 Gone", status(410)),
    SLOW("200 after 20 s", after(Duration.ofSeconds(20))),
    ELSEWHERE("302 elsewhere", withHeader(302, "Location", "https://example.com/elsewhere")),
    DROP("Drop the connection", dropped()),
    RECOVERING("Fail 3 times, then 200", failing(3));

    private final String label;
    private final CannedAnswer answer;

    AnswerPreset(String label, CannedAnswer answer) {
        this.label = label;
        this.answer = answer;
    }

    public String label() {
        return label;
    }

    /** What the form sends. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    CannedAnswer answer() {
        return answer;
    }

    static Optional<AnswerPreset> of(String value) {
        return Arrays.stream(values())
                .filter(preset -> preset.value().equals(value))
                .findFirst();
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
