package dev.tributary.server.console;

import dev.tributary.server.page.Format;
import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.transport.Answer;
import dev.tributary.webhooks.transport.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An attempt told to a person.
 *
 * @param verdict one sentence
 * @param timing where the time went, such as {@code connecting 2 ms, first byte 80 ms}; empty where nobody knows
 * @param answerHead status and headers; empty where no answer came
 * @param answerBody what there is of it; empty for none
 */
public record AttemptStory(
        int number,
        Instant at,
        boolean accepted,
        String verdict,
        String timing,
        String requestHead,
        String requestBody,
        String curl,
        String answerHead,
        String answerBody) {
    static AttemptStory of(Attempt attempt) {
        return new AttemptStory(
                attempt.number(),
                attempt.startedAt(),
                attempt.outcome().equals("accepted"),
                verdict(attempt),
                timing(attempt.timing()),
                Shown.head("POST " + attempt.url(), attempt.requestHeaders()),
                Shown.body(attempt.requestBody()),
                Shown.curl(attempt.url(), attempt.requestHeaders(), attempt.requestBody()),
                attempt.answer()
                        .map(answer -> Shown.head(String.valueOf(answer.status()), answer.headers()))
                        .orElse(""),
                attempt.answer().map(AttemptStory::body).orElse(""));
    }

    private static String verdict(Attempt attempt) {
        String took = Format.took(attempt.timing().total());
        String said = attempt.answer()
                .map(answer -> answer.status() + " after " + took + ".")
                .orElse("no answer, " + took + ".");
        String start = switch (attempt.outcome()) {
            case "accepted" -> "Accepted: ";
            case "rejected" -> "Refused by the receiver: ";
            case "forbidden" -> "Not sent: ";
            default -> "Not delivered: ";
        };
        return start + said + attempt.error().map(why -> " " + why).orElse("");
    }

    private static String timing(Timing timing) {
        List<String> phases = new ArrayList<>();
        phase(phases, "finding the address", timing.dns());
        phase(phases, "connecting", timing.connect());
        phase(phases, "TLS", timing.tls());
        phase(phases, "first byte", timing.firstByte());
        return String.join(", ", phases);
    }

    private static void phase(List<String> phases, String name, Optional<Duration> took) {
        took.ifPresent(time -> phases.add(name + " " + Format.took(time)));
    }

    private static String body(Answer answer) {
        String text = Shown.body(answer.body());
        return answer.truncated() ? text + "\n… (the rest was not kept)" : text;
    }
}
