package dev.tributary.server.moving;

import dev.tributary.server.csv.Columns;
import dev.tributary.server.csv.DayOrder;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file that is brought in.
 *
 * @param kind what its rows are, such as {@code affiliates}
 * @param name the file's, as its owner calls it; may be empty
 * @param actor who brought it
 * @param atOnce whether it runs without being checked first
 * @param tells whether webhooks hear of what it brings
 * @param sample the beginning of each cell of the first record
 * @param records rows below the header
 * @param done how many of them have been gone through in this pass
 * @param tally what became of those
 */
public record Import(
        ImportId id,
        AccountId account,
        String kind,
        String name,
        String actor,
        State state,
        boolean atOnce,
        boolean tells,
        DayOrder days,
        Columns columns,
        List<String> sample,
        int records,
        int done,
        Tally tally,
        Instant created,
        Optional<Instant> finished) {
    public Import {
        sample = List.copyOf(sample);
    }
}
