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
 * @param target what follows the catcher's URL; cut where it is long
 * @param topic what it says it tells, where it is a delivery of ours; else empty
 * @param verdict about its signature: valid, invalid or unsigned
 * @param answered what it was answered; empty where the connection was dropped
 */
public record CaughtRow(
        String path,
        long number,
        String method,
        String target,
        String topic,
        Instant at,
        String from,
        String size,
        String verdict,
        Tone tone,
        String answered) {
    private static final int LONGEST_TARGET = 100;

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
                cut(target(catcher, request)),
                cut(request.header("Tributary-Topic").orElse("")),
                request.receivedAt(),
                request.remoteAddress(),
                Format.bytes(request.body().length) + (request.truncated() ? ", cut" : ""),
                verdict,
                Tone.of(verdict),
                status.isPresent() ? String.valueOf(status.getAsInt()) : "dropped");
    }

    /** All requests begin with the catcher's own path; what tells them apart comes behind it. */
    private static String target(Catcher catcher, CaughtRequest request) {
        int token = request.target().indexOf(catcher.token());
        String rest = token < 0
                ? request.target()
                : request.target().substring(token + catcher.token().length());
        return rest.isEmpty() ? "/" : rest;
    }

    private static String cut(String target) {
        return target.length() <= LONGEST_TARGET ? target : target.substring(0, LONGEST_TARGET) + "…";
    }
}
