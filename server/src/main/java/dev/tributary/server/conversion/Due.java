package dev.tributary.server.conversion;

import java.util.List;

/**
 * What is owed, with the conversions that make it up.
 *
 * @param numbers of the conversions, in order
 */
public record Due(Owed owed, List<Long> numbers) {
    public Due {
        numbers = List.copyOf(numbers);
    }
}
