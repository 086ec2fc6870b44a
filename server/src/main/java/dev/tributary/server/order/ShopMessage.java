package dev.tributary.server.order;

import java.time.Instant;
import java.util.Optional;

/**
 * A message of a shop, apart from its body.
 *
 * @param order that it told of, if that was known by then
 * @param bytes how long its body is
 * @param times how often the shop sent it
 * @param received when it came first
 * @param last when it came last
 * @param read when it was read last: when it came, or again since
 */
public record ShopMessage(
        MessageId id,
        SourceId source,
        Optional<OrderId> order,
        Outcome outcome,
        int bytes,
        int times,
        Instant received,
        Instant last,
        Instant read) {
    /**
     * What became of it.
     *
     * @param why it was not taken; empty if it was
     */
    public record Outcome(MessageState state, Optional<String> why) {
        private static final int LONGEST = 1000;

        static final Outcome TAKEN = new Outcome(MessageState.TAKEN, Optional.empty());

        static Outcome of(MessageState state, String why) {
            String text = why.replace('\0', '␀');
            int end = Math.min(text.length(), LONGEST);
            boolean splits = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
            return new Outcome(state, Optional.of(text.substring(0, splits ? end - 1 : end)));
        }
    }

    MessageState state() {
        return outcome.state();
    }
}
