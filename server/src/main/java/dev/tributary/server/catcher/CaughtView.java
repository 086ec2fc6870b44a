package dev.tributary.server.catcher;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A caught request as the API shows it.
 *
 * @param path path and query as received, undecoded
 * @param headers by name as first received, values of one name joined by a comma
 * @param header_lines every header in the order received
 * @param body as text; null if it is not UTF-8
 * @param body_base64 the bytes, where body is null
 * @param status what was answered; null if the connection was dropped
 * @param signature null if the request carries none of ours
 */
@SuppressWarnings("MemberName") // the names on the wire
record CaughtView(
        long number,
        Instant received_at,
        String method,
        String path,
        String remote_address,
        Map<String, String> headers,
        List<String> header_lines,
        @Nullable String body,
        @Nullable String body_base64,
        int body_bytes,
        boolean truncated,
        @Nullable Integer status,
        @Nullable SignatureReport signature) {
    static CaughtView of(CaughtRequest request, @Nullable SignatureReport signature) {
        String text = utf8(request.body());
        return new CaughtView(
                request.number(),
                request.receivedAt(),
                request.method(),
                request.target(),
                request.remoteAddress(),
                CatcherView.byName(request.headers()),
                request.headers().stream()
                        .map(header -> header.name() + ": " + header.value())
                        .toList(),
                text,
                text == null ? Base64.getEncoder().encodeToString(request.body()) : null,
                request.body().length,
                request.truncated(),
                request.answeredStatus().isPresent() ? request.answeredStatus().getAsInt() : null,
                signature);
    }

    static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }
}
