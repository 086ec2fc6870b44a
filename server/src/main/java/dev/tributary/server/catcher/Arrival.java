package dev.tributary.server.catcher;

import dev.tributary.webhooks.transport.Header;
import java.util.List;
import java.util.OptionalInt;

/**
 * A request as it came through the door.
 *
 * @param token the catcher's, as the path has it
 * @param target path and query, undecoded
 * @param body at most what is kept
 * @param truncated whether more came
 * @param forcedStatus what the path's last segment asks for, such as {@code /503}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be stored; never compared
record Arrival(
        String token,
        String method,
        String target,
        List<Header> headers,
        byte[] body,
        boolean truncated,
        String remoteAddress,
        OptionalInt forcedStatus) {}
