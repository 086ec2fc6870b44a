package dev.tributary.webhooks.transport;

import java.time.Duration;
import java.util.List;

/**
 * One signed POST, ready to go.
 *
 * @param target where to, already parsed
 * @param headers complete but for Host and Content-Length
 * @param body exact bytes
 * @param deadline over everything: resolving, connecting, sending, the whole answer
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be sent; never compared
public record Request(Target target, List<Header> headers, byte[] body, Duration deadline) {}
