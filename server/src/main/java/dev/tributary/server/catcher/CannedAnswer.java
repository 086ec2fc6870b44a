package dev.tributary.server.catcher;

import dev.tributary.webhooks.transport.Header;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a catcher answers.
 *
 * @param status 200–599
 * @param headers without those that the door sets itself
 * @param body at most 64 KiB
 * @param delay before the answer, 0–30 s
 * @param failTimes if present, only the first so many requests get this answer, later ones a plain 200
 * @param drops whether the connection is closed without any answer
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be sent; never compared
public record CannedAnswer(
        int status, List<Header> headers, byte[] body, Duration delay, OptionalInt failTimes, boolean drops) {
    /** 200 with nothing in it, at once. */
    public static final CannedAnswer OK =
            new CannedAnswer(200, List.of(), new byte[0], Duration.ZERO, OptionalInt.empty(), false);

    public CannedAnswer {
        headers = List.copyOf(headers);
    }
}
