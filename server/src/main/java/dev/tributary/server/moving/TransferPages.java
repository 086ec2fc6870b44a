package dev.tributary.server.moving;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.page.Filters;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Account > Settings > Import & export: the files that came in, and those to be had. */
@Controller
@RequestMapping(TransferPages.PATH)
class TransferPages {
    static final String PATH = "/console/settings/transfer";

    private final ImportStore store;
    private final Exports exports;

    TransferPages(ImportStore store, Exports exports) {
        this.store = store;
        this.exports = exports;
    }

    @GetMapping
    ModelAndView list(Member member, Paging paging) {
        List<Import> found =
                store.page(member.account().id(), paging.cursor().map(ImportRoutes::position), paging.fetch());
        Page<Import> page =
                Page.cut(found, paging.limit(), job -> Cursor.of("i", job.id().toString()));
        Filters all = Filters.at(PATH);
        Map<String, Object> model = new HashMap<>();
        model.put("rows", page.map(ImportRow::new).data());
        model.put("exports", exports.kinds());
        model.put("may", member.may(Permission.PROGRAMME));
        model.put("first", all.first(paging));
        model.put("next", all.next(page));
        return new ModelAndView("moving/transfer", model);
    }

    /** A list as a file, with the filters that it has in the console. */
    @GetMapping("/export/{kind}.csv")
    void export(
            Member member,
            @PathVariable String kind,
            @RequestParam Map<String, String> query,
            HttpServletResponse response)
            throws IOException {
        CsvAnswer.write(response, kind, exports.get(kind).sheet(member.account().id(), query));
    }
}
