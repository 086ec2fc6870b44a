package dev.tributary.server.catcher;

import dev.tributary.webhooks.transport.Header;
import java.time.Duration;
import java.util.List;

/** What goes back to whoever sent a request. */
sealed interface Reply {
    /** An answer, after the delay. */
    @SuppressWarnings("ArrayRecordComponent") // bytes to be sent; never compared
    record Answered(int status, List<Header> headers, byte[] body, Duration delay) implements Reply {}

    /** The connection closes without a byte, after the delay. */
    record Dropped(Duration delay) implements Reply {}

    /** No catcher has this token. */
    record Unknown() implements Reply {}

    /** Too many in this minute. */
    record Limited(Duration retryAfter) implements Reply {}
}
