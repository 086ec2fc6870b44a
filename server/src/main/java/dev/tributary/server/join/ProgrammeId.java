package dev.tributary.server.join;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.clock.PrefixedId;
import java.util.UUID;

/** A programme's name in paths, written {@code prg_} and 32 hexadecimal digits. */
public record ProgrammeId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("prg_");

    /**
     * Reads one.
     *
     * @throws Problem 404 if it is none
     */
    static ProgrammeId parse(String text) {
        return FORM.parse(text).map(ProgrammeId::new).orElseThrow(() -> Problem.notFound("such programme"));
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
