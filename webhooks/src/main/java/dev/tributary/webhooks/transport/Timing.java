package dev.tributary.webhooks.transport;

import java.time.Duration;
import java.util.Optional;

/**
 * Where an attempt's time went. A phase that did not take place (a pooled connection, a failure before) is empty.
 *
 * @param dns until the name was resolved; empty where the answer was remembered
 * @param connect until a new connection stood, TLS included where {@code tls} is empty
 * @param tls the handshake alone, where it can be told apart
 * @param firstByte from sending to the end of the answer's head
 * @param total from the call to the end of the answer
 */
public record Timing(
        Optional<Duration> dns,
        Optional<Duration> connect,
        Optional<Duration> tls,
        Optional<Duration> firstByte,
        Duration total) {

    /** Only the total is known. */
    public static Timing of(Duration total) {
        return new Timing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), total);
    }
}
