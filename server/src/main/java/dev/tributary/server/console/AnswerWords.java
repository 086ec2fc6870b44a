package dev.tributary.server.console;

import dev.tributary.server.catcher.CannedAnswer;
import dev.tributary.server.catcher.Catcher;
import dev.tributary.server.page.Format;
import java.util.ArrayList;
import java.util.List;

/** What a catcher answers, in a sentence. */
final class AnswerWords {
    private AnswerWords() {}

    static String of(Catcher catcher) {
        CannedAnswer answer = catcher.answer();
        if (answer.failTimes().isEmpty()) {
            return start(answer) + " to every request.";
        }
        long left = catcher.failuresLeft();
        if (left == 0) {
            return "Answers 200: it has failed as often as it should.";
        }
        return start(answer) + (left == 1 ? " to the next request" : " to the next " + Format.count(left) + " requests")
                + ", then answers 200.";
    }

    private static String start(CannedAnswer answer) {
        String after = answer.delay().isZero()
                ? ""
                : " after " + AnswerFields.seconds(answer.delay().toMillis()) + " s";
        return answer.drops()
                ? "Drops the connection" + after + ", without a byte,"
                : "Answers " + answer.status() + with(answer) + after;
    }

    private static String with(CannedAnswer answer) {
        List<String> parts = new ArrayList<>();
        int headers = answer.headers().size();
        if (headers > 0) {
            parts.add(headers == 1 ? answer.headers().getFirst().name() : headers + " headers");
        }
        if (answer.body().length > 0) {
            parts.add("a body of " + Format.bytes(answer.body().length));
        }
        return parts.isEmpty() ? "" : " with " + String.join(" and ", parts);
    }
}
