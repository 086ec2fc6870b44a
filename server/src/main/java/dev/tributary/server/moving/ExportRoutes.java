package dev.tributary.server.moving;

import dev.tributary.server.access.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists as files by the API, with the filters that the lists of the console have. */
@RestController
class ExportRoutes {
    private final Exports exports;

    ExportRoutes(Exports exports) {
        this.exports = exports;
    }

    @GetMapping("/api/v1/exports/{kind}.csv")
    void export(
            Caller caller,
            @PathVariable String kind,
            @RequestParam Map<String, String> query,
            HttpServletResponse response)
            throws IOException {
        CsvAnswer.write(response, kind, exports.get(kind).sheet(caller.account(), query));
    }
}
