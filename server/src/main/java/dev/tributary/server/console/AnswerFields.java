package dev.tributary.server.console;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Json;
import dev.tributary.server.api.Problem;
import dev.tributary.server.catcher.CannedAnswer;
import dev.tributary.server.catcher.Catchers;
import dev.tributary.server.page.Form;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A catcher's answer as a form. What may be in it is what the API allows: the form is read as if it had been sent there. */
final class AnswerFields {
    private static final int LONGEST = 70_000;
    private static final BigDecimal LONGEST_DELAY = BigDecimal.valueOf(30);

    private AnswerFields() {}

    static Form show(CannedAnswer answer) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("status", String.valueOf(answer.status()));
        values.put(
                "headers",
                answer.headers().stream()
                        .map(header -> header.name() + ": " + header.value())
                        .collect(Collectors.joining("\n")));
        values.put("body", new String(answer.body(), StandardCharsets.UTF_8));
        values.put("delay", seconds(answer.delay().toMillis()));
        values.put(
                "fail_times",
                answer.failTimes().isPresent()
                        ? String.valueOf(answer.failTimes().getAsInt())
                        : "");
        values.put("drop", String.valueOf(answer.drops()));
        return Form.of(values);
    }

    /** What was sent; where it is not sound, {@code sent} says why and the answer means nothing. */
    static CannedAnswer read(Sent sent) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", whole(sent, "status", "200"));
        fields.put("headers", headers(sent));
        fields.put("body", sent.lines("body", LONGEST));
        fields.put("delay_ms", delay(sent));
        fields.put("fail_times", whole(sent, "fail_times", "0"));
        fields.put("drop", sent.isTicked("drop"));
        try {
            return Catchers.readAnswer(Fields.parse(Json.bytes(fields)), CannedAnswer.OK);
        } catch (Problem refused) {
            refused.errors().forEach(error -> report(sent, error));
            return CannedAnswer.OK;
        }
    }

    /** Seconds, with decimals where there are some. */
    static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }

    /** A field that is wrong already is not complained about twice. */
    private static void report(Sent sent, FieldError error) {
        boolean header = error.field().startsWith("headers.");
        String field = header ? "headers" : error.field().equals("delay_ms") ? "delay" : error.field();
        if (sent.isSoundAt(field)) {
            sent.error(
                    field,
                    header ? error.field().substring("headers.".length()) + " " + error.message() : error.message());
        }
    }

    private static Object whole(Sent sent, String name, String usual) {
        String text = sent.text(name, 20);
        if (!text.matches("[0-9]{0,9}")) {
            sent.error(name, "must be a whole number");
            return Long.parseLong(usual);
        }
        return Long.parseLong(text.isEmpty() ? usual : text);
    }

    private static long delay(Sent sent) {
        String text = sent.text("delay", 20).replace(',', '.');
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[0-9]{1,2}(\\.[0-9]{1,3})?") || new BigDecimal(text).compareTo(LONGEST_DELAY) > 0) {
            sent.error("delay", "must be from 0 to 30 seconds");
            return 0;
        }
        return new BigDecimal(text).movePointRight(3).longValueExact();
    }

    private static Map<String, String> headers(Sent sent) {
        Map<String, String> headers = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        sent.lines("headers", LONGEST).lines().filter(line -> !line.isBlank()).forEach(line -> {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (name.isEmpty()) {
                sent.error("headers", "must be lines such as Retry-After: 30");
            } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
                sent.error("headers", "must not name one header twice");
            } else {
                headers.put(name, line.substring(colon + 1).strip());
            }
        });
        return headers;
    }
}
