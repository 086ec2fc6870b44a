package dev.tributary.server.csv;

import dev.tributary.server.api.Fields;
import java.util.Optional;

/** Reads the numbers that things bring with them. */
public final class RowId {
    /** High enough for whoever moves in, low enough that counting on from there never ends. */
    static final long HIGHEST = 999_999_999_999L;

    private RowId() {}

    /** The number in this field; empty if there is none, or, reported, a wrong one. */
    public static Optional<Long> of(Fields body, String name) {
        Optional<Long> number = body.whole(name);
        if (number.isPresent() && (number.get() < 1 || number.get() > HIGHEST)) {
            body.error(name, "must be from 1 to " + HIGHEST);
            return Optional.empty();
        }
        return number;
    }
}
