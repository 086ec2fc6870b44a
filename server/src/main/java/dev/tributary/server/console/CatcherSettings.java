package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.catcher.Catcher;
import dev.tributary.server.catcher.Catchers;
import dev.tributary.server.catcher.Caught;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A catcher's name, emptying it and deleting it. */
@Controller
@RequestMapping(TestUrls.PATH + "/{id}")
class CatcherSettings {
    private final CatcherRoom room;
    private final Catchers catchers;
    private final Caught caught;

    CatcherSettings(CatcherRoom room, Catchers catchers, Caught caught) {
        this.room = room;
        this.catchers = catchers;
        this.caught = caught;
    }

    @GetMapping("/settings")
    ModelAndView show(@Needs(Permission.CATCHERS) Member member, @PathVariable String id) {
        Catcher catcher = room.find(member, id);
        return page(member, catcher, Form.of(Map.of("name", catcher.name())), HttpStatus.OK);
    }

    @PostMapping("/settings")
    ModelAndView rename(
            @Needs(Permission.CATCHERS) Member member, @PathVariable String id, HttpServletRequest request) {
        Catcher catcher = room.find(member, id);
        Sent sent = new Sent(request);
        String name = sent.text("name", Catcher.LONGEST_NAME);
        if (!sent.isSound()) {
            return page(member, catcher, sent.form(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        catchers.rename(catcher.account(), catcher.id(), name);
        return new ModelAndView(
                Go.to(TestUrls.path(catcher) + CatcherRoom.SETTINGS).saying("The name is saved."));
    }

    /**
     * Forgets what was caught when the page was opened, and nothing that came since.
     *
     * @param last the number of the newest request then
     */
    @PostMapping("/clear")
    ModelAndView clear(@Needs(Permission.CATCHERS) Member member, @PathVariable String id, @RequestParam String last) {
        Catcher catcher = room.find(member, id);
        int gone = caught.clear(catcher.account(), catcher.id(), CatcherRoom.number(last));
        return new ModelAndView(Go.to(TestUrls.path(catcher))
                .saying(gone == 1 ? "One request is deleted." : gone + " requests are deleted."));
    }

    @PostMapping("/delete")
    ModelAndView delete(@Needs(Permission.CATCHERS) Member member, @PathVariable String id) {
        Catcher catcher = room.find(member, id);
        catchers.delete(catcher.account(), catcher.id());
        return new ModelAndView(Go.to(TestUrls.PATH).saying("The test URL and all that it caught are deleted."));
    }

    private ModelAndView page(Member member, Catcher catcher, Form form, HttpStatus status) {
        ModelAndView page = room.page(
                "console/catcher-settings",
                member,
                catcher,
                CatcherRoom.SETTINGS,
                Map.of("form", form, "last", String.valueOf(catcher.lastNumber())));
        page.setStatus(status);
        return page;
    }
}
