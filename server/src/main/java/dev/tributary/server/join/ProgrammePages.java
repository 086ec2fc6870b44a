package dev.tributary.server.join;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Affiliates > Sign-up page: the first programme, or another of the account's. */
@Controller
@RequestMapping(ProgrammePage.PATH)
class ProgrammePages {
    private final Programmes programmes;
    private final ProgrammePage page;
    private final JoinPage joinPage;

    ProgrammePages(Programmes programmes, ProgrammePage page, JoinPage joinPage) {
        this.programmes = programmes;
        this.page = page;
        this.joinPage = joinPage;
    }

    @GetMapping
    ModelAndView first(Member member) {
        return page.of(member, programmes.list(member.account().id()).getFirst());
    }

    @GetMapping("/{id}")
    ModelAndView show(Member member, @PathVariable String id) {
        return page.of(member, programmes.get(member.account().id(), ProgrammeId.parse(id)));
    }

    /** As strangers see it, open or not; nothing can be sent. */
    @GetMapping("/{id}/preview")
    ModelAndView preview(Member member, @PathVariable String id) {
        Programme programme = programmes.get(member.account().id(), ProgrammeId.parse(id));
        JoinPage.Shown shown = new JoinPage.Shown(Form.EMPTY, "", "", "");
        return joinPage.form(member.account().id(), programme, Optional.empty(), shown, HttpStatus.OK);
    }

    @PostMapping("/{id}/open")
    ModelAndView open(
            @Needs(Permission.PROGRAMME) Member member,
            @PathVariable String id,
            @RequestParam(defaultValue = "true") boolean to) {
        Programme changed = programmes.change(
                member.account().id(),
                member.user().email(),
                ProgrammeId.parse(id),
                old -> Programmes.Wish.of(old).with(old.about().opened(to)));
        return new ModelAndView(Go.to(ProgrammePage.path(changed))
                .saying(to ? "The page is open: anybody with the link can sign up." : "The page is closed."));
    }
}
