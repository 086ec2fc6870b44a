package dev.tributary.server.order;

import java.time.Instant;

/** Reads the messages of one kind of shop and does what they say. */
interface TakeMessage {
    Origin origin();

    /**
     * Takes a message. The same one again changes nothing, and neither does it matter what came in between.
     *
     * @param heard when it came first: what it doesn't date was then
     * @throws dev.tributary.server.api.Problem if it can't be accepted; then nothing has changed
     */
    Taken take(Source source, byte[] body, Instant heard);
}
