package dev.tributary.server.click;

import java.time.Instant;
import java.util.Optional;

/**
 * Which clicks are meant; what is empty narrows nothing.
 *
 * @param affiliate the affiliate's number
 * @param subId exactly this sub id
 * @param referer the host of the page before it, such as {@code blog.example}
 * @param since not earlier than this
 * @param until earlier than this
 */
public record ClickFilter(
        Optional<Long> affiliate,
        Optional<String> subId,
        Optional<String> referer,
        Optional<Instant> since,
        Optional<Instant> until) {

    public static final ClickFilter ALL =
            new ClickFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** All clicks of an affiliate. */
    public static ClickFilter of(long affiliate) {
        return new ClickFilter(
                Optional.of(affiliate), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same between two moments; the second is not in it. */
    public ClickFilter between(Instant first, Instant end) {
        return new ClickFilter(affiliate, subId, referer, Optional.of(first), Optional.of(end));
    }
}
