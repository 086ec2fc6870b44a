package dev.tributary.server.access;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** An invitation's name in paths, written {@code inv_} and 32 hexadecimal digits. It opens nothing. */
public record InvitationId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("inv_");

    static Optional<InvitationId> parse(String text) {
        return FORM.parse(text).map(InvitationId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
