package dev.tributary.server.order;

import dev.tributary.server.page.Format;
import dev.tributary.server.page.Tone;
import java.time.Instant;
import java.util.Optional;

/**
 * A shop's message in a list and on its page.
 *
 * @param why it was not taken
 * @param size of its body
 */
public record MessageRow(
        MessageId id,
        SourceId source,
        Optional<OrderId> order,
        MessageState state,
        Optional<String> why,
        String size,
        int times,
        Instant received,
        Instant last,
        Instant read) {
    static MessageRow of(ShopMessage message) {
        return new MessageRow(
                message.id(),
                message.source(),
                message.order(),
                message.outcome().state(),
                message.outcome().why(),
                Format.bytes(message.bytes()),
                message.times(),
                message.received(),
                message.last(),
                message.read());
    }

    public String path() {
        return MessagePages.path(source) + "/" + id;
    }

    public Optional<String> orderPath() {
        return order.map(found -> OrderPages.PATH + "/" + found);
    }

    public Tone tone() {
        return switch (state) {
            case TAKEN -> Tone.GOOD;
            case IGNORED -> Tone.OFF;
            case REFUSED, FAILED -> Tone.BAD;
        };
    }
}
