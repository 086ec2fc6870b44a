package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.transport.Answer;
import dev.tributary.webhooks.transport.Header;
import dev.tributary.webhooks.transport.Timing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One HTTP request of a delivery, with the exact bytes sent and what came back.
 *
 * @param number from 1, without gaps
 * @param outcome {@code accepted}, {@code rejected}, {@code unreachable} or {@code forbidden}
 * @param error one sentence where there was no usable answer
 * @param answer what came back, where something did
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be shown; never compared
public record Attempt(
        int number,
        Instant startedAt,
        Timing timing,
        String outcome,
        Optional<String> error,
        String url,
        List<Header> requestHeaders,
        byte[] requestBody,
        Optional<Answer> answer) {}
