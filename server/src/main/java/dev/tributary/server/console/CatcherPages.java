package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.catcher.Catcher;
import dev.tributary.server.catcher.CatcherId;
import dev.tributary.server.catcher.Catchers;
import dev.tributary.server.catcher.Judged;
import dev.tributary.server.page.Frame;
import dev.tributary.server.page.Go;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Request catchers and what they caught, newest first. */
@Controller
@RequestMapping(TestUrls.PATH)
class CatcherPages {
    private static final int SHOWN = 50;

    private final Catchers catchers;
    private final TestUrls urls;

    CatcherPages(Catchers catchers, TestUrls urls) {
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
                .map(this::row);
        return new ModelAndView(
                "console/catchers",
                Map.of(
                        "rows",
                        page.data(),
                        "may",
                        member.may(Permission.CATCHERS),
                        "first",
                        paging.cursor().isPresent() ? TestUrls.PATH : "",
                        "next",
                        page.next_cursor() == null ? "" : TestUrls.PATH + "?cursor=" + page.next_cursor()));
    }

    @PostMapping
    ModelAndView create(@Needs(Permission.CATCHERS) Member member) {
        return new ModelAndView(Go.to(TestUrls.path(urls.create(member))));
    }

    /** The list alone, for who looks again every other second; nothing where nothing is new. */
    @GetMapping("/{id}")
    ModelAndView show(
            Member member,
            @PathVariable String id,
            @RequestParam Optional<String> before,
            @RequestParam(defaultValue = "") String seen,
            Frame frame) {
        Catcher catcher = find(member, id);
        if (frame.inPart() && seen.equals(String.valueOf(catcher.lastNumber()))) {
            ModelAndView nothing = new ModelAndView("console/nothing");
            nothing.setStatus(HttpStatus.NO_CONTENT);
            return nothing;
        }
        long from = before.map(CatcherPages::number).orElse(Long.MAX_VALUE);
        List<Judged> caught = catchers.newest(catcher, from, SHOWN + 1);
        Page<CaughtRow> page = Page.cut(
                        caught, SHOWN, last -> String.valueOf(last.request().number()))
                .map(each -> CaughtRow.of(catcher, each));
        Map<String, Object> model = new HashMap<>();
        model.put("catcher", row(catcher));
        model.put("rows", page.data());
        model.put("seen", String.valueOf(catcher.lastNumber()));
        model.put("newest", before.isEmpty());
        model.put("next", page.next_cursor() == null ? "" : TestUrls.path(catcher) + "?before=" + page.next_cursor());
        model.put("may", member.may(Permission.CATCHERS));
        return new ModelAndView(frame.inPart() ? "console/caught" : "console/catcher", model);
    }

    @GetMapping("/{id}/requests/{number}")
    ModelAndView one(Member member, @PathVariable String id, @PathVariable String number) {
        Catcher catcher = find(member, id);
        long wanted = number(number);
        Judged caught = catchers.newest(catcher, wanted + 1, 1).stream()
                .filter(each -> each.request().number() == wanted)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("such request, or it is no longer kept"));
        return new ModelAndView(
                "console/caught-request",
                Map.of("catcher", row(catcher), "row", CaughtRow.of(catcher, caught), "story", CaughtStory.of(caught)));
    }

    @PostMapping("/{id}/delete")
    ModelAndView delete(@Needs(Permission.CATCHERS) Member member, @PathVariable String id) {
        catchers.delete(member.account().id(), find(member, id).id());
        return new ModelAndView(Go.to(TestUrls.PATH).saying("The request catcher and all that it caught are deleted."));
    }

    private CatcherRow row(Catcher catcher) {
        return new CatcherRow(TestUrls.path(catcher), urls.url(catcher), catcher.lastNumber(), catcher.createdAt());
    }

    private Catcher find(Member member, String id) {
        return CatcherId.parse(id)
                .flatMap(parsed -> catchers.find(member.account().id(), parsed))
                .orElseThrow(() -> Problem.notFound("such request catcher"));
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Problem.notFound("such request");
        }
        return Long.parseLong(text);
    }
}
