package dev.tributary.server.conversion;

/**
 * What became of one conversion of many, as the page tells it.
 *
 * @param result {@code changed}, {@code unchanged} or {@code refused}
 * @param reason why it was refused; else empty
 */
public record ChangeAnswer(long number, String result, String reason) {
    static ChangeAnswer of(ChangeConversions.Result result) {
        String reason = result.reason();
        return new ChangeAnswer(result.id(), result.result(), reason == null ? "" : reason);
    }
}
