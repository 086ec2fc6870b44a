package dev.tributary.server.order;

import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ReadBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Reads what shops send: an order of a thousand lines takes megabytes. Of such few are read and worked on at once, since
 * each takes many times its size; a shop sends again what there was no room for.
 */
@Component
class TakeBodies {
    /** The largest body, in bytes. */
    static final int LONGEST = 4 << 20;

    private static final int LARGE = ReadBody.MAX_JSON;
    private static final int LARGE_AT_ONCE = 4;

    private final Semaphore large = new Semaphore(LARGE_AT_ONCE);

    /**
     * Hands the body on.
     *
     * @throws Problem 413 if it is too large, 503 if too many large ones are being worked on
     */
    Map<String, Object> take(HttpServletRequest request, Function<byte[], Map<String, Object>> work)
            throws IOException {
        if (request.getContentLengthLong() > LONGEST) {
            throw tooLarge(LONGEST);
        }
        InputStream in = request.getInputStream();
        byte[] start = in.readNBytes(LARGE + 1);
        if (start.length <= LARGE) {
            return work.apply(start);
        }
        if (!large.tryAcquire()) {
            throw Problem.of(503, "Several large messages are being taken at this moment. Send it again.");
        }
        try {
            byte[] rest = in.readNBytes(LONGEST + 1 - start.length);
            if (start.length + rest.length > LONGEST) {
                throw tooLarge(LONGEST);
            }
            byte[] body = Arrays.copyOf(start, start.length + rest.length);
            System.arraycopy(rest, 0, body, start.length, rest.length);
            return work.apply(body);
        } finally {
            large.release();
        }
    }

    /** An order keeps many messages that tell some fields alone: those may not be large. */
    static void checkPart(byte[] body) {
        if (body.length > LARGE) {
            throw tooLarge(LARGE);
        }
    }

    private static Problem tooLarge(int limit) {
        return Problem.of(413, "The body is larger than " + limit + " bytes.");
    }
}
