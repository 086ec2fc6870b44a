package dev.tributary.server.order;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a shop's message when it was read last. */
public enum MessageState {
    /** Did what it says, or had done so before. */
    TAKEN,
    /** Says nothing that counts here, such as an order that was not paid. */
    IGNORED,
    /** Can't be accepted as the rules are. */
    REFUSED,
    /** A fault of ours came in between; nothing of it was done. */
    FAILED;

    /** Reads what {@link #text} gives. */
    static Optional<MessageState> parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text().equals(text))
                .findFirst();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether reading it again may bring what it says in after all. */
    public boolean isOpen() {
        return this == REFUSED || this == FAILED;
    }
}
