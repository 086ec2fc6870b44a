package dev.tributary.server.moving;

import dev.tributary.server.csv.Outcome;

/** How many rows came to what. */
public record Tally(int made, int changed, int unchanged, int refused) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    Tally plus(Outcome outcome) {
        return switch (outcome) {
            case NEW -> new Tally(made + 1, changed, unchanged, refused);
            case CHANGED -> new Tally(made, changed + 1, unchanged, refused);
            case UNCHANGED -> new Tally(made, changed, unchanged + 1, refused);
            case REFUSED -> new Tally(made, changed, unchanged, refused + 1);
        };
    }
}
