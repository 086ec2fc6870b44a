package dev.tributary.server.console;

import dev.tributary.server.catcher.Catcher;
import dev.tributary.server.catcher.CaughtRequest;
import dev.tributary.server.catcher.Judged;
import dev.tributary.server.page.Format;
import dev.tributary.server.page.Tone;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A caught request in the list. Method and target are hostile text.
 *
 * @param verdict about its signature: valid, invalid or unsigned
 * @param answered what it was answered; empty where the connection was dropped
 */
public record CaughtRow(
        String path,
        long number,
        String method,
        String target,
        Instant at,
        String size,
        String verdict,
        Tone tone,
        String answered) {
    private static final int LONGEST_TARGET = 200;

    static CaughtRow of(Catcher catcher, Judged caught) {
        CaughtRequest request = caught.request();
        String verdict = caught.signature()
                .map(report -> report.valid() ? "valid" : "invalid")
                .orElse("unsigned");
        OptionalInt status = request.answeredStatus();
        return new CaughtRow(
                TestUrls.path(catcher) + "/requests/" + request.number(),
                request.number(),
                request.method(),
                cut(request.target()),
                request.receivedAt(),
                Format.bytes(request.body().length) + (request.truncated() ? ", cut" : ""),
                verdict,
                Tone.of(verdict),
                status.isPresent() ? String.valueOf(status.getAsInt()) : "dropped");
    }

    private static String cut(String target) {
        return target.length() <= LONGEST_TARGET ? target : target.substring(0, LONGEST_TARGET) + "…";
    }
}
