package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.catcher.Catcher;
import dev.tributary.server.catcher.CatcherId;
import dev.tributary.server.catcher.Catchers;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The account's request catchers, newest first, and making one. */
@Controller
@RequestMapping(TestUrls.PATH)
class CatcherPages {
    private final CatcherRoom room;
    private final Catchers catchers;
    private final TestUrls urls;

    CatcherPages(CatcherRoom room, Catchers catchers, TestUrls urls) {
        this.room = room;
        this.catchers = catchers;
        this.urls = urls;
    }

    @GetMapping
    ModelAndView list(Member member, Paging paging) {
        Optional<CatcherId> before = paging.cursor()
                .map(cursor ->
                        CatcherId.parse(Cursor.parts(cursor, 1).getFirst()).orElseThrow(Cursor::malformed));
        List<Catcher> found = catchers.list(member.account().id(), before, paging.fetch());
        Page<CatcherRow> page = Page.cut(
                        found, paging.limit(), last -> Cursor.of(last.id().toString()))
                .map(room::row);
        return new ModelAndView(
                "console/catchers",
                Map.of(
                        "rows",
                        page.data(),
                        "may",
                        member.may(Permission.CATCHERS),
                        "limits",
                        catchers.limits(),
                        "first",
                        paging.cursor().isPresent() ? TestUrls.PATH : "",
                        "next",
                        page.next_cursor() == null ? "" : TestUrls.PATH + "?cursor=" + page.next_cursor()));
    }

    @GetMapping("/new")
    ModelAndView blank(@Needs(Permission.CATCHERS) Member member) {
        return form(Form.EMPTY, HttpStatus.OK);
    }

    /** A name is welcome and not needed. */
    @PostMapping
    ModelAndView create(@Needs(Permission.CATCHERS) Member member, HttpServletRequest request) {
        Sent sent = new Sent(request);
        String name = sent.text("name", Catcher.LONGEST_NAME);
        return sent.isSound()
                ? new ModelAndView(Go.to(TestUrls.path(urls.create(member, name))))
                : form(sent.form(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static ModelAndView form(Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView("console/new-catcher", Map.of("form", form));
        page.setStatus(status);
        return page;
    }
}
