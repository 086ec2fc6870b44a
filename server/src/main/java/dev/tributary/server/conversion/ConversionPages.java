package dev.tributary.server.conversion;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Frame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The conversions of an account and the page of each. Asked by htmx, the list is a part of another page. */
@Controller
@RequestMapping(ConversionPages.PATH)
class ConversionPages {
    static final String PATH = "/console/conversions";
    private static final int IN_PART = 20;

    private final ConversionStore store;
    private final Snapshots snapshots;
    private final ConversionPage page;

    ConversionPages(ConversionStore store, Snapshots snapshots, ConversionPage page) {
        this.store = store;
        this.snapshots = snapshots;
        this.page = page;
    }

    @GetMapping
    ModelAndView list(Member member, Paging paging, @RequestParam Map<String, String> query, Frame frame) {
        ConversionQuery asked = ConversionQuery.read(query, member.account().zone());
        int limit = frame.inPart() ? IN_PART : paging.limit();
        List<Conversion> rows = asked.url().isSound()
                ? store.page(member.account().id(), asked.filter(), paging.afterNumber(), limit + 1)
                : List.of();
        Page<Conversion> cut = Page.cut(rows, limit, row -> Cursor.of(row.number()));
        ModelAndView list = new ModelAndView(
                frame.inPart() ? "conversion/part" : "conversion/list",
                Map.of(
                        "rows",
                        snapshots.of(member.account().id(), cut.data()).stream()
                                .map(ListedConversion::of)
                                .toList(),
                        "form",
                        asked.url().form(),
                        "active",
                        asked.url().isActive(),
                        "may",
                        member.may(Permission.CONVERSIONS),
                        "here",
                        asked.url().url(),
                        "change",
                        asked.url().url(ConversionChangeRoutes.BULK),
                        "first",
                        paging.cursor().isPresent() ? asked.url().url() : "",
                        "next",
                        asked.url().url(Optional.ofNullable(cut.next_cursor()))));
        list.setStatus(asked.url().isSound() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        return list;
    }

    @GetMapping("/{id}")
    ModelAndView show(Member member, @PathVariable String id) {
        return page.of(member, page.find(member, id), Form.EMPTY, HttpStatus.OK);
    }
}
