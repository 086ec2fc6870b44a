package dev.tributary.server.catcher;

import dev.tributary.server.api.Fields;
import dev.tributary.webhooks.transport.Header;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a change of a catcher's answer; what it does not name stays as it was. */
final class ReadAnswer {
    private static final int LONGEST_BODY = 65_536;
    private static final int MOST_HEADERS = 50;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");

    /** What frames the answer, or would act on all of our origin. */
    private static final Set<String> OURS = Set.of(
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "trailer",
            "te",
            "proxy-connection",
            "set-cookie",
            "set-cookie2",
            "clear-site-data",
            "strict-transport-security",
            "content-security-policy",
            "x-content-type-options",
            "service-worker-allowed",
            "alt-svc",
            "nel",
            "report-to",
            "reporting-endpoints");

    private final Fields fields;

    ReadAnswer(Fields fields) {
        this.fields = fields;
    }

    /**
     * The changed answer.
     *
     * @throws dev.tributary.server.api.Problem 422 naming what can't be
     */
    CannedAnswer over(CannedAnswer old) {
        int status = whole("status", 200, 599).orElse(old.status());
        OptionalInt times = fields.has("fail_times") ? times() : old.failTimes();
        boolean drops = fields.flag("drop").orElse(old.drops());
        CannedAnswer answer = new CannedAnswer(
                status,
                fields.has("headers") ? headers() : old.headers(),
                fields.has("body") ? body() : old.body(),
                Duration.ofMillis(
                        whole("delay_ms", 0, 30_000).orElse((int) old.delay().toMillis())),
                times,
                drops);
        fields.done();
        return failing(answer, fields.has("status"));
    }

    /** "Fail three times" without saying how means 500. */
    private CannedAnswer failing(CannedAnswer answer, boolean statusGiven) {
        if (answer.failTimes().isEmpty() || answer.drops() || answer.status() >= 300) {
            return answer;
        }
        if (statusGiven) {
            fields.error("status", "must be 300 or more where fail_times says how often to fail");
            fields.done();
        }
        return new CannedAnswer(
                500, answer.headers(), answer.body(), answer.delay(), answer.failTimes(), answer.drops());
    }

    private OptionalInt times() {
        OptionalInt times = whole("fail_times", 0, 1_000_000);
        return times.orElse(0) == 0 ? OptionalInt.empty() : times;
    }

    private OptionalInt whole(String name, int least, int most) {
        Optional<Long> value = fields.whole(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (value.get() < least || value.get() > most) {
            fields.error(name, "must be from " + least + " to " + most);
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.get().intValue());
    }

    private byte[] body() {
        byte[] body = fields.verbatim("body", LONGEST_BODY).orElse("").getBytes(StandardCharsets.UTF_8);
        if (body.length > LONGEST_BODY) {
            fields.error("body", "must have at most " + LONGEST_BODY + " bytes");
        }
        return body;
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        Optional<Fields> object = fields.object("headers");
        if (object.isEmpty()) {
            return headers;
        }
        if (object.get().names().size() > MOST_HEADERS) {
            fields.error("headers", "must have at most " + MOST_HEADERS + " members");
        }
        for (String name : object.get().names()) {
            read(object.get(), name).ifPresent(headers::add);
        }
        return headers;
    }

    private Optional<Header> read(Fields object, String name) {
        if (!NAME.matcher(name).matches()) {
            fields.error("headers", "has a name that HTTP does not allow");
            object.skip(name);
            return Optional.empty();
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (OURS.contains(lower) || lower.startsWith("content-security-policy")) {
            object.error(name, "is set by the catcher itself");
        }
        Optional<String> value = object.text(name, 2_000);
        if (value.isPresent() && !VALUE.matcher(value.get()).matches()) {
            object.error(name, "must be printable ASCII");
        }
        return value.map(text -> new Header(name, text));
    }
}
