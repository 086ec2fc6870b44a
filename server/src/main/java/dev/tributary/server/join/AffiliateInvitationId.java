package dev.tributary.server.join;

import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.clock.PrefixedId;
import java.util.UUID;

/** An invitation's name in paths, written {@code ain_} and 32 hexadecimal digits. It opens nothing. */
public record AffiliateInvitationId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("ain_");

    /**
     * Reads one.
     *
     * @throws Problem 404 if it is none
     */
    static AffiliateInvitationId parse(String text) {
        return FORM.parse(text).map(AffiliateInvitationId::new).orElseThrow(() -> Problem.notFound("such invitation"));
    }

    /** The one that a cursor stands at. */
    static UUID position(String text) {
        return FORM.parse(text).orElseThrow(Cursor::malformed);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
