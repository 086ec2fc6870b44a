package dev.tributary.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** The ways a receiver can answer, each with what a sender must make of it. This table is the specification. */
public enum Behaviour {
    OK(Expected.DELIVERED, wire -> wire.write(answer("200 OK", "", "ok"))),
    NO_CONTENT(Expected.DELIVERED, wire -> wire.write("HTTP/1.1 204 No Content\r\n\r\n")),
    CHUNKED(
            Expected.DELIVERED,
            wire -> wire.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")),
    /** The end of the body is the end of the connection. */
    HTTP_1_0(Expected.DELIVERED, wire -> {
        wire.write("HTTP/1.0 200 OK\r\n\r\nok");
        wire.close();
    }),
    CONTINUES_FIRST(
            Expected.DELIVERED, wire -> wire.write("HTTP/1.1 100 Continue\r\n\r\n" + answer("200 OK", "", "ok"))),
    HUGE_BODY(Expected.DELIVERED, wire -> hugeBody(wire, 20 * 1024 * 1024)),
    /** 20 MB of zeros in 20 KB: never to be unpacked. */
    GZIP_BOMB(Expected.DELIVERED, wire -> {
        byte[] bomb = bomb();
        wire.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
        wire.write(bomb);
    }),
    /** 40 KiB of header fields; the sender keeps 16 KiB of them. */
    LONG_HEADERS(
            Expected.DELIVERED,
            wire -> wire.write(answer("200 OK", ("X-Long: " + "x".repeat(1000) + "\r\n").repeat(40), "ok"))),
    /** Asks to be served elsewhere from now on. */
    ADVERTISES_ANOTHER_SERVER(
            Expected.DELIVERED, wire -> wire.write(answer("200 OK", "Alt-Svc: h1=\":1\"; ma=3600\r\n", "ok"))),
    REDIRECT_TO_PRIVATE(
            Expected.REJECTED,
            wire -> wire.write(answer("301 Moved Permanently", "Location: http://169.254.169.254/latest\r\n", ""))),
    BAD_REQUEST(Expected.REJECTED, wire -> wire.write(answer("400 Bad Request", "", "what?"))),
    GONE(Expected.REJECTED, wire -> wire.write(answer("410 Gone", "", ""))),
    TOO_MANY_SECONDS(
            Expected.REJECTED, wire -> wire.write(answer("429 Too Many Requests", "Retry-After: 120\r\n", ""))),
    /** The date is long past. */
    TOO_MANY_DATE(
            Expected.REJECTED,
            wire -> wire.write(answer("429 Too Many Requests", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n", ""))),
    TOO_MANY_GARBAGE(
            Expected.REJECTED, wire -> wire.write(answer("429 Too Many Requests", "Retry-After: soon, -1\r\n", ""))),
    SERVER_ERROR(Expected.REJECTED, wire -> wire.write(answer("500 Internal Server Error", "", "oops"))),
    UNAVAILABLE(Expected.REJECTED, wire -> wire.write(answer("503 Service Unavailable", "", ""))),
    DRIPS_HEADERS(Expected.TIMEOUT, wire -> {
        wire.write("HTTP/1.1 200 OK\r\n");
        wire.drip("X-Drip: drip\r\n");
    }),
    DRIPS_BODY(Expected.TIMEOUT, wire -> {
        wire.write("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\npartial");
        wire.drip("drip");
    }),
    NEVER_ANSWERS(Expected.TIMEOUT, Wire::hang),
    ENDLESS_INTERIM_ANSWERS(Expected.TIMEOUT, wire -> wire.drip("HTTP/1.1 102 Processing\r\n\r\n")),
    RESETS_AT_ONCE(Expected.RESET, Wire::reset),
    RESETS_IN_HEADERS(Expected.RESET, wire -> {
        wire.write("HTTP/1.1 200 OK\r\nContent-Le");
        wire.reset();
    }),
    CLOSES_IN_HEADERS(Expected.RESET, wire -> {
        wire.write("HTTP/1.1 200 OK\r\nContent-Le");
        wire.close();
    }),
    RESETS_IN_BODY(Expected.RESET, wire -> {
        wire.write("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\npartial");
        wire.reset();
    }),
    CLOSES_IN_CHUNK(Expected.RESET, wire -> {
        wire.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100\r\npartial");
        wire.close();
    }),
    HALF_CLOSES_IN_BODY(Expected.RESET, wire -> {
        wire.write("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\npartial");
        wire.halfClose();
    }),
    /** Answers the first request of a connection; at the second it closes without a word. */
    CLOSES_KEPT_ALIVE(Expected.DELIVERED, wire -> {
        if (wire.answered() == 0) {
            wire.write(answer("200 OK", "", "ok"));
        } else {
            wire.close();
        }
    }),
    /** Answers as if the connection were to be kept, and closes it. */
    CLOSES_WHILE_IDLE(Expected.DELIVERED, wire -> {
        wire.write(answer("200 OK", "", "ok"));
        wire.close();
    }),
    NOT_HTTP(Expected.NOT_HTTP, wire -> wire.write("SSH-2.0-OpenSSH_9.2p1 Debian\r\n\r\n")),
    HTTP_2_UNASKED(Expected.NOT_HTTP, wire -> wire.write("HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n")),
    STATUS_999(Expected.NOT_HTTP, wire -> wire.write(answer("999 Denied", "", ""))),
    ENDLESS_HEADERS(Expected.NOT_HTTP, wire -> {
        wire.write("HTTP/1.1 200 OK\r\n");
        wire.write("X-More: %s\r\n".formatted("x".repeat(1000)).repeat(1000));
        wire.hang();
    });

    /** What a sender must make of an answer. */
    public enum Expected {
        DELIVERED,
        REJECTED,
        TIMEOUT,
        RESET,
        NOT_HTTP
    }

    interface Reply {
        void to(Wire wire) throws IOException;
    }

    private final Expected expected;

    @SuppressWarnings("ImmutableEnumChecker") // all are lambdas without state
    private final Reply reply;

    Behaviour(Expected expected, Reply reply) {
        this.expected = expected;
        this.reply = reply;
    }

    /** What a sender must make of it. */
    public Expected expected() {
        return expected;
    }

    void answer(Wire wire) throws IOException {
        reply.to(wire);
        wire.countAnswer();
    }

    static String answer(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static void hugeBody(Wire wire, int size) throws IOException {
        wire.write("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
        byte[] piece = new byte[64 * 1024];
        for (int sent = 0; sent < size; sent += piece.length) {
            wire.write(piece);
        }
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 20; i++) {
                gzip.write(zeros);
            }
        }
        return packed.toByteArray();
    }
}
