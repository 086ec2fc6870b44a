package dev.tributary.webhooks.transport;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts an answer's body up to 64 KiB and keeps its first 16 KiB. */
final class AnswerReader {
    private static final int READ = 64 * 1024;
    private static final int KEPT = 16 * 1024;
    private static final byte[] NOTHING = {};

    private final int status;
    private final List<Header> headers;
    private byte[] kept = NOTHING;
    private int read;

    AnswerReader(HttpClientResponse response) {
        status = response.statusCode();
        headers = capped(response.headers());
    }

    private static List<Header> capped(Iterable<Map.Entry<String, String>> all) {
        List<Header> headers = new ArrayList<>();
        int size = 0;
        for (Map.Entry<String, String> header : all) {
            size += header.getKey().length() + header.getValue().length();
            if (size > KEPT) {
                break;
            }
            headers.add(new Header(header.getKey(), header.getValue()));
        }
        return List.copyOf(headers);
    }

    /** Takes a piece of the body; true once as much was read as ever is. */
    boolean isFull(Buffer chunk) {
        int wanted = Math.min(chunk.length(), KEPT - kept.length);
        if (wanted > 0) {
            int from = kept.length;
            kept = Arrays.copyOf(kept, from + wanted);
            chunk.getBytes(0, wanted, kept, from);
        }
        read += chunk.length();
        return read >= READ;
    }

    Answer answer() {
        return new Answer(status, headers, kept, read > kept.length);
    }

    /** What the complete answer means. */
    Outcome outcome(Timing timing, Instant now) {
        return status / 100 == 2
                ? new Outcome.Accepted(answer(), timing)
                : new Outcome.Rejected(answer(), retryAfter(now), timing);
    }

    private Optional<Duration> retryAfter(Instant now) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase("retry-after"))
                .findFirst()
                .flatMap(header -> RetryAfter.parse(header.value(), now));
    }
}
