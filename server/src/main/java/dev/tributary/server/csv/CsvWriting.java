package dev.tributary.server.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a CSV file row by row: UTF-8, commas, CRLF, as RFC 4180 has it. Numbers, times and flags are written as they
 * are; a text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
public final class CsvWriting implements Closeable {
    private final CsvWriter writer;
    private final OutputStream out;

    /** Begins with the header. Closing it flushes the stream, and leaves it open. */
    public CsvWriting(OutputStream out, List<String> header) {
        this.out = out;
        this.writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, StandardCharsets.UTF_8);
        row(header);
    }

    /** Writes a row; nulls and empty Optionals are empty cells. */
    public void row(List<? extends @Nullable Object> cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(text(cell));
        }
        writer.writeRecord(texts);
    }

    @Override
    public void close() throws IOException {
        writer.flush();
        out.flush();
    }

    private static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case Optional<?> optional -> text(optional.orElse(null));
            case BigDecimal number -> number.toPlainString();
            case CharSequence text -> Formulas.safe(text.toString());
            default -> cell.toString();
        };
    }
}
