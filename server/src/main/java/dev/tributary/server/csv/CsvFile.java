package dev.tributary.server.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.tributary.server.api.Problem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * A CSV file that was read once from beginning to end, so that its form is sound: it is text, its quotes are closed, and
 * it is within the limits. Whether a record has as many cells as the header is for whoever reads the records.
 *
 * @param separator what stands between cells: a comma, a semicolon or a tab, as the header has it
 * @param header the names of the columns
 * @param records how many follow the header
 */
public record CsvFile(String text, char separator, List<String> header, int records) {
    /** The largest file, in bytes. */
    public static final int MOST_BYTES = 10_000_000;

    /** The most records. */
    public static final int MOST_RECORDS = 100_000;

    /** The most columns. */
    public static final int MOST_COLUMNS = 200;

    private static final int LONGEST_CELL = 20_000;
    private static final int LONGEST_NAME = 200;

    public CsvFile {
        header = List.copyOf(header);
    }

    /**
     * Reads a file.
     *
     * @throws Problem 413 if it is too large; 422 with the line, if it is no CSV in UTF-8 or breaks a limit
     */
    public static CsvFile read(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw Problem.of(413, "The file is larger than 10 MB. Split it: each part needs the header line.");
        }
        String text = DecodeText.of(bytes);
        char separator = separator(text);
        try {
            Iterator<CsvRecord> found = reader(text, separator).iterator();
            if (!found.hasNext()) {
                throw wrong("is empty.");
            }
            List<String> header = header(found.next());
            int records = 0;
            while (found.hasNext()) {
                records++;
                check(found.next(), records);
            }
            if (records == 0) {
                throw wrong("has no rows below its header.");
            }
            return new CsvFile(text, separator, header, records);
        } catch (CsvParseException unreadable) {
            throw wrong(message(unreadable));
        }
    }

    /** The records in order, read as they are asked for. */
    public Iterator<CsvLine> lines() {
        Iterator<CsvRecord> found = reader(text, separator).iterator();
        found.next();
        return new Iterator<>() {
            private int number;

            @Override
            public boolean hasNext() {
                return found.hasNext();
            }

            @Override
            public CsvLine next() {
                CsvRecord record = found.next();
                number++;
                return new CsvLine(number, record.getStartingLineNumber(), record.getFields());
            }
        };
    }

    private static CsvReader<CsvRecord> reader(String text, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .skipEmptyLines(true)
                .ofCsvRecord(text);
    }

    private static List<String> header(CsvRecord record) {
        if (record.getFieldCount() > MOST_COLUMNS) {
            throw wrong("has more than " + MOST_COLUMNS + " columns.");
        }
        List<String> names = new ArrayList<>();
        for (String field : record.getFields()) {
            String name = field.strip();
            if (name.length() > LONGEST_NAME) {
                throw wrong("has a column on line 1 whose name is longer than " + LONGEST_NAME
                        + " characters: is the first line the header?");
            }
            names.add(name);
        }
        if (names.stream().allMatch(String::isEmpty)) {
            throw wrong("has no names of columns on line 1.");
        }
        return names;
    }

    private static void check(CsvRecord record, int number) {
        if (number > MOST_RECORDS) {
            throw wrong("has more than " + String.format(Locale.ENGLISH, "%,d", MOST_RECORDS)
                    + " rows. Split it: each part needs the header line.");
        }
        for (int i = 0; i < record.getFieldCount(); i++) {
            if (record.getField(i).length() > LONGEST_CELL) {
                throw wrong("has a cell on line " + record.getStartingLineNumber() + ", column " + (i + 1)
                        + " that is longer than " + LONGEST_CELL + " characters: is a quote missing?");
            }
        }
    }

    /** The one that the first line has most of, outside quotes; a comma if it has none. */
    private static char separator(String text) {
        int[] counts = new int[3];
        String candidates = ",;\t";
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && (c == '\n' || c == '\r') && i > 0) {
                break;
            }
            int candidate = quoted ? -1 : candidates.indexOf(c);
            if (candidate >= 0) {
                counts[candidate]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return candidates.charAt(best);
    }

    /** The reader's words name the line; what to do is for us to say. */
    private static String message(CsvParseException unreadable) {
        String said = String.valueOf(unreadable.getMessage());
        return "can't be read as CSV: " + said + (said.endsWith(".") ? "" : ".")
                + " A cell with a separator, a line break or a quote in it stands in quotes, and a quote in it is doubled.";
    }

    private static Problem wrong(String message) {
        return Problem.unprocessable("file", message);
    }
}
