package dev.tributary.webhooks;

import static dev.tributary.webhooks.FaultRow.delivered;
import static dev.tributary.webhooks.FaultRow.forbidden;
import static dev.tributary.webhooks.FaultRow.gone;
import static dev.tributary.webhooks.FaultRow.rejected;
import static dev.tributary.webhooks.FaultRow.row;
import static dev.tributary.webhooks.FaultRow.unreachable;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.TestCertificate;
import dev.tributary.webhooks.FaultRow.Expected;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Every way a receiver can behave, and what the engine makes of it: this table is the specification. */
final class FaultTable {
    /** Resolves to a public address first, and to loopback ever after. */
    static final String REBINDS = "rebinds.test";

    static final String UNKNOWN = "unknown.test";
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String TOO_MANY = "429 Too Many Requests";

    /** What a redirect points at. It must never hear of it. */
    final FaultyReceiver elsewhere = FaultyReceiver.start(Behaviour.OK);

    /** All of them; each call starts receivers of its own. */
    List<FaultRow> rows() {
        List<FaultRow> rows = new ArrayList<>();
        rows.addAll(answers());
        rows.addAll(waits());
        rows.addAll(bodies());
        rows.addAll(deadlines());
        rows.addAll(connections());
        rows.addAll(names());
        return rows;
    }

    private List<FaultRow> answers() {
        String here = "Location: " + elsewhere.url("/");
        return List.of(
                row("a 200 is a delivery", answering("200 OK"), delivered(200)),
                row("a 202 is a delivery", answering("202 Accepted"), delivered(202)),
                row("a 204 is a delivery", behaving(Behaviour.NO_CONTENT), delivered(204)),
                row("a 301 is never followed", answering("301 Moved Permanently", here), rejected(301)),
                row("a 307 is never followed", answering("307 Temporary Redirect", here), rejected(307)),
                row("a 400 is tried again", answering("400 Bad Request"), rejected(400)),
                row("a 401 is tried again", answering("401 Unauthorized"), rejected(401)),
                row("a 404 is tried again", answering("404 Not Found"), rejected(404)),
                row("a 410 ends it and disables the webhook", answering("410 Gone"), gone()),
                row("a 500 is tried again", answering("500 Internal Server Error"), rejected(500)),
                row("a 502 is tried again", answering("502 Bad Gateway"), rejected(502)),
                row("a status outside 100–599 is no answer", behaving(Behaviour.STATUS_999), unreachable("PROTOCOL")),
                row("what is not HTTP is no answer", behaving(Behaviour.NOT_HTTP), unreachable("PROTOCOL")));
    }

    private static List<FaultRow> waits() {
        return List.of(
                waits(
                        "a 429 may ask for seconds",
                        TOO_MANY,
                        "7200",
                        rejected(429).waiting(Duration.ofHours(2))),
                waits(
                        "a 429 may ask for a date",
                        TOO_MANY,
                        date(3),
                        rejected(429).waiting(Duration.ofHours(3))),
                waits("a wait is never shorter than the schedule", TOO_MANY, "5", rejected(429)),
                waits("a date that is past is no wait", TOO_MANY, date(-1), rejected(429)),
                waits("a wait that can't be read is none", TOO_MANY, "soon, -1", rejected(429)),
                waits("a negative wait is none", TOO_MANY, "-7200", rejected(429)),
                waits(
                        "a wait ends after 24 hours",
                        TOO_MANY,
                        "604800",
                        rejected(429).waiting(Duration.ofHours(24))),
                waits(
                        "so does one of a thousand digits",
                        TOO_MANY,
                        "9".repeat(1000),
                        rejected(429).waiting(Duration.ofHours(24))),
                waits(
                        "and one until the year 9999",
                        TOO_MANY,
                        "Fri, 31 Dec 9999 23:59:59 GMT",
                        rejected(429).waiting(Duration.ofHours(24))),
                waits(
                        "a 502 may ask too",
                        "502 Bad Gateway",
                        "7200",
                        rejected(502).waiting(Duration.ofHours(2))),
                waits(
                        "a 503 may ask too",
                        "503 Service Unavailable",
                        "7200",
                        rejected(503).waiting(Duration.ofHours(2))),
                waits(
                        "a 504 may ask too",
                        "504 Gateway Timeout",
                        date(2),
                        rejected(504).waiting(Duration.ofHours(2))),
                waits("a 500 may not", "500 Internal Server Error", "7200", rejected(500)));
    }

    private static List<FaultRow> bodies() {
        return List.of(
                row("a body of 20 MB is cut off and is a delivery", behaving(Behaviour.HUGE_BODY), delivered(200)),
                row("a gzip bomb stays packed", behaving(Behaviour.GZIP_BOMB), delivered(200)),
                row("a body in chunks is a delivery", behaving(Behaviour.CHUNKED), delivered(200)),
                row("HTTP/1.0 is understood", behaving(Behaviour.HTTP_1_0), delivered(200)),
                row("headers of 40 KiB are a delivery", behaving(Behaviour.LONG_HEADERS), delivered(200)),
                row("headers without end are no answer", behaving(Behaviour.ENDLESS_HEADERS), unreachable("PROTOCOL")));
    }

    private static List<FaultRow> deadlines() {
        return List.of(
                row("no answer meets the deadline", behaving(Behaviour.NEVER_ANSWERS), unreachable("TIMEOUT"))
                        .hasty(),
                row("a header that drips meets the deadline", behaving(Behaviour.DRIPS_HEADERS), unreachable("TIMEOUT"))
                        .hasty(),
                row(
                                "a body that drips meets it, whatever the status",
                                behaving(Behaviour.DRIPS_BODY),
                                unreachable("TIMEOUT").withStatus(200))
                        .hasty(),
                row(
                                "interim answers put nothing off",
                                behaving(Behaviour.ENDLESS_INTERIM_ANSWERS),
                                unreachable("TIMEOUT"))
                        .hasty());
    }

    private static List<FaultRow> connections() {
        Expected cut = unreachable("RESET").withStatus(200);
        return List.of(
                row("a reset before the answer fails", behaving(Behaviour.RESETS_AT_ONCE), unreachable("RESET")),
                row("a reset in the headers fails", behaving(Behaviour.RESETS_IN_HEADERS), unreachable("RESET")),
                row("a close in the headers fails", behaving(Behaviour.CLOSES_IN_HEADERS), unreachable("RESET")),
                row("a reset in the body fails", behaving(Behaviour.RESETS_IN_BODY), cut),
                row("a close in a chunk fails", behaving(Behaviour.CLOSES_IN_CHUNK), cut),
                row("half a close in the body fails", behaving(Behaviour.HALF_CLOSES_IN_BODY), cut),
                row(
                                "a kept connection that dies is replaced in the same attempt",
                                behaving(Behaviour.CLOSES_KEPT_ALIVE),
                                delivered(200).seen(3, 2))
                        .events(2),
                row(
                                "one closed while idle costs nothing",
                                behaving(Behaviour.CLOSES_WHILE_IDLE),
                                delivered(200).seen(2, 2))
                        .events(2),
                row(
                                "a kept connection serves the next",
                                answering("200 OK"),
                                delivered(200).seen(2, 1))
                        .events(2),
                row("a refused port fails", closed(), unreachable("CONNECT").seen(0, 0)),
                row(
                        "a connection that never comes about fails after five seconds",
                        FaultyReceiver.full(),
                        unreachable("CONNECT").seen(0, 0)),
                row(
                                "so does TLS that is never spoken",
                                FaultyReceiver.mute(),
                                unreachable("TLS").seen(0, 1))
                        .under(TestCertificate.NAME));
    }

    private static List<FaultRow> names() {
        return List.of(
                row("a good certificate is a delivery", showing(TestCertificate.GOOD), delivered(200))
                        .under(TestCertificate.NAME),
                row(
                                "an expired certificate fails",
                                showing(TestCertificate.EXPIRED),
                                unreachable("TLS").seen(0, 1))
                        .under(TestCertificate.NAME),
                row(
                                "another's certificate fails",
                                showing(TestCertificate.WRONG_NAME),
                                unreachable("TLS").seen(0, 1))
                        .under(TestCertificate.NAME),
                row(
                                "nobody's certificate fails",
                                showing(TestCertificate.SELF_SIGNED),
                                unreachable("TLS").seen(0, 1))
                        .under(TestCertificate.NAME),
                row(
                                "a name that moves to a private address is refused",
                                showing(TestCertificate.GOOD),
                                forbidden("private-address"))
                        .under(REBINDS)
                        .unlisted(),
                row(
                                "a name that does not resolve fails",
                                answering("200 OK"),
                                unreachable("DNS").seen(0, 0))
                        .under(UNKNOWN));
    }

    private static FaultRow waits(String sentence, String status, String retryAfter, Expected expected) {
        return row(sentence, answering(status, "Retry-After: " + retryAfter), expected);
    }

    private static FaultyReceiver answering(String status, String... headers) {
        return FaultyReceiver.answering(status, headers);
    }

    private static FaultyReceiver behaving(Behaviour behaviour) {
        return FaultyReceiver.start(behaviour);
    }

    private static FaultyReceiver showing(TestCertificate certificate) {
        return FaultyReceiver.start(Behaviour.OK, certificate);
    }

    private static FaultyReceiver closed() {
        FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
        receiver.close();
        return receiver;
    }

    private static String date(int hoursAhead) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                NOW.plus(Duration.ofHours(hoursAhead)).atOffset(ZoneOffset.UTC));
    }
}
