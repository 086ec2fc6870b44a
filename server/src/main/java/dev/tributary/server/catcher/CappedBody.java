package dev.tributary.server.catcher;

import java.io.IOException;
import java.io.InputStream;

/**
 * As much of a body as is kept.
 *
 * @param truncated whether more came
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be stored; never compared
record CappedBody(byte[] bytes, boolean truncated) {
    /** Beyond this the connection is closed on the sender; up to it the rest is read, so that the answer is seen. */
    private static final long MOST_SKIPPED = 16 << 20;

    static CappedBody read(InputStream in, int cap) throws IOException {
        byte[] bytes = in.readNBytes(cap);
        if (bytes.length < cap || in.read() < 0) {
            return new CappedBody(bytes, false);
        }
        byte[] rest = new byte[8192];
        long skipped = 0;
        for (int n = 0; n >= 0 && skipped < MOST_SKIPPED; n = in.read(rest)) {
            skipped += n;
        }
        return new CappedBody(bytes, true);
    }
}
