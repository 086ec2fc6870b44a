package dev.tributary.webhooks.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * The body of the standard format: {@code {"type":…,"timestamp":…,"data":{…,"sequence":n}}}. The sequence is known only
 * inside the transaction, long after {@code data} was rendered, so it is spliced in as its last member.
 */
public final class StandardEnvelope {
    /** RFC 3339 in UTC with milliseconds. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private StandardEnvelope() {}

    /**
     * Wraps an event's data.
     *
     * @param data one JSON object in UTF-8, without {@code sequence}
     */
    public static byte[] of(String type, Instant occurredAt, byte[] data, long sequence) {
        int close = lastBrace(data);
        boolean empty = isEmptyObject(data, close);
        byte[] head = ("{\"type\":\"" + type + "\",\"timestamp\":\"" + TIME.format(occurredAt) + "\",\"data\":")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ((empty ? "" : ",") + "\"sequence\":" + sequence + "}}").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream(head.length + close + tail.length);
        body.write(head, 0, head.length);
        body.write(data, 0, close);
        body.write(tail, 0, tail.length);
        return body.toByteArray();
    }

    private static int lastBrace(byte[] data) {
        int close = data.length - 1;
        while (close >= 0 && Character.isWhitespace(data[close])) {
            close--;
        }
        if (close < 1 || data[close] != '}' || data[0] != '{') {
            throw new IllegalArgumentException("an event's data is one JSON object");
        }
        return close;
    }

    private static boolean isEmptyObject(byte[] data, int close) {
        for (int i = 1; i < close; i++) {
            if (!Character.isWhitespace(data[i])) {
                return false;
            }
        }
        return true;
    }
}
