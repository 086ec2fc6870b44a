package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.catcher.CannedAnswer;
import dev.tributary.server.catcher.Catcher;
import dev.tributary.server.catcher.Catchers;
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

/** What a catcher answers from now on. */
@Controller
@RequestMapping(TestUrls.PATH + "/{id}" + CatcherRoom.ANSWER)
class AnswerPages {
    private final CatcherRoom room;
    private final Catchers catchers;

    AnswerPages(CatcherRoom room, Catchers catchers) {
        this.room = room;
        this.catchers = catchers;
    }

    @GetMapping
    ModelAndView show(@Needs(Permission.CATCHERS) Member member, @PathVariable String id) {
        Catcher catcher = room.find(member, id);
        return page(member, catcher, AnswerFields.show(catcher.answer()), HttpStatus.OK);
    }

    @PostMapping
    ModelAndView change(
            @Needs(Permission.CATCHERS) Member member, @PathVariable String id, HttpServletRequest request) {
        Catcher catcher = room.find(member, id);
        Sent sent = new Sent(request);
        CannedAnswer answer = AnswerFields.read(sent);
        return sent.isSound()
                ? set(catcher, answer)
                : page(member, catcher, sent.form(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/preset")
    ModelAndView preset(
            @Needs(Permission.CATCHERS) Member member,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String preset) {
        Catcher catcher = room.find(member, id);
        return set(
                catcher,
                AnswerPreset.of(preset)
                        .orElseThrow(() -> Problem.badParameter("preset", "is none that there is"))
                        .answer());
    }

    private ModelAndView set(Catcher catcher, CannedAnswer answer) {
        Catcher changed = catchers.answerWith(catcher.account(), catcher.id(), answer)
                .orElseThrow(() -> Problem.notFound("such request catcher"));
        return new ModelAndView(
                Go.to(TestUrls.path(changed) + CatcherRoom.ANSWER).saying(AnswerWords.of(changed)));
    }

    private ModelAndView page(Member member, Catcher catcher, Form form, HttpStatus status) {
        ModelAndView page =
                room.page("console/catcher-answer", member, catcher, CatcherRoom.ANSWER, Map.of("form", form));
        page.setStatus(status);
        return page;
    }
}
