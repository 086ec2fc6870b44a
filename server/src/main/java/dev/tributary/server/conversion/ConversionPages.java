package dev.tributary.server.conversion;

import dev.tributary.server.access.Member;
import dev.tributary.server.api.Paging;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Frame;
import java.util.Map;
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

    private final ConversionList list;
    private final ConversionPage page;

    ConversionPages(ConversionList list, ConversionPage page) {
        this.list = list;
        this.page = page;
    }

    @GetMapping
    ModelAndView list(Member member, Paging paging, @RequestParam Map<String, String> query, Frame frame) {
        ConversionQuery asked = ConversionQuery.read(query, member.account().zone());
        return frame.inPart()
                ? list.of("conversion/part", member, asked, new Paging(paging.cursor(), IN_PART), Form.EMPTY)
                : list.of("conversion/list", member, asked, paging, Form.EMPTY);
    }

    @GetMapping("/{id}")
    ModelAndView show(Member member, @PathVariable String id) {
        return page.of(member, page.find(member, id), Form.EMPTY, HttpStatus.OK);
    }
}
