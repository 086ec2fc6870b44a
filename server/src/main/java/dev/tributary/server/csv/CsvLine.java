package dev.tributary.server.csv;

import java.util.List;

/**
 * A record as it stands in the file.
 *
 * @param number 1 is the first below the header
 * @param line where it begins; a quoted cell may hold line breaks, so that records and lines are counted apart
 */
public record CsvLine(int number, long line, List<String> cells) {
    public CsvLine {
        cells = List.copyOf(cells);
    }
}
