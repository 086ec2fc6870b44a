package dev.tributary.webhooks.transport;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a proxy's answer to CONNECT up to the empty line; what follows belongs to the target. */
final class TunnelReply {
    static final int NOT_HTTP = 0;
    private static final int MAX_HEAD = 16 * 1024;
    private static final int END = 0x0d0a0d0a;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9])( |\r).*", Pattern.DOTALL);

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private int last;

    /** The code of the status line, or {@link #NOT_HTTP}. */
    record Status(int code) {}

    /** Takes from the bytes what is the head's; its status once it is complete. */
    Optional<Status> read(ByteBuf bytes) {
        while (bytes.isReadable()) {
            byte b = bytes.readByte();
            head.write(b);
            last = last << 8 | (b & 0xff);
            if (last == END) {
                Status status = status();
                if (status.code() == NOT_HTTP || status.code() / 100 != 1) {
                    return Optional.of(status);
                }
                head.reset(); // an interim answer
            } else if (head.size() > MAX_HEAD) {
                return Optional.of(new Status(NOT_HTTP));
            }
        }
        return Optional.empty();
    }

    private Status status() {
        Matcher matcher = STATUS.matcher(head.toString(StandardCharsets.US_ASCII));
        return new Status(matcher.matches() ? Integer.parseInt(matcher.group(1)) : NOT_HTTP);
    }
}
