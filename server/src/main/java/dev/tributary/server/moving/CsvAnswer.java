package dev.tributary.server.moving;

import dev.tributary.server.csv.CsvWriting;
import dev.tributary.server.csv.Export;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Answers with a CSV file to be saved, written while it is read. */
final class CsvAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(CsvAnswer.class);
    private static final int BUFFER = 32 << 10;

    private CsvAnswer() {}

    static void begin(HttpServletResponse response, String name) {
        response.setBufferSize(BUFFER);
        response.setContentType("text/csv; charset=utf-8; header=present");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        response.setHeader("Cache-Control", "no-store");
    }

    /**
     * Writes a sheet. Where the database is lost on the way the last line says so: a file that only ends early looks
     * whole.
     */
    static void write(HttpServletResponse response, String name, Export.Sheet sheet) throws IOException {
        begin(response, name);
        try (CsvWriting csv = new CsvWriting(response.getOutputStream(), sheet.header())) {
            try {
                sheet.rows().accept(csv::row);
            } catch (DataAccessException lost) {
                LOG.warn("An export of {} broke off: {}", name, lost.getMessage());
                csv.row(List.of("INCOMPLETE: the export broke off here; start it again."));
            }
        } catch (UncheckedIOException gone) {
            LOG.debug("The reader of an export has gone: {}", gone.getMessage());
        }
    }
}
