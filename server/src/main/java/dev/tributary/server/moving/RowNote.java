package dev.tributary.server.moving;

import dev.tributary.server.csv.RowResult;

/**
 * What became of a record.
 *
 * @param record 1 is the first below the header
 * @param line where it begins in the file
 */
public record RowNote(int record, long line, RowResult result) {}
