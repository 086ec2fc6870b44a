/**
 * CSV as it comes and as it goes: RFC 4180 with the separators, line ends and byte order marks that spreadsheets write.
 * {@link dev.tributary.server.csv.CsvFile} reads a file, {@link dev.tributary.server.csv.CsvWriting} writes one that no
 * spreadsheet takes for formulas. A feature whose things come in by CSV implements
 * {@link dev.tributary.server.csv.Intake}, one whose things go out {@link dev.tributary.server.csv.Export}.
 */
@NullMarked
package dev.tributary.server.csv;

import org.jspecify.annotations.NullMarked;
