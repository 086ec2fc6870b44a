package dev.tributary.server.join;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Problem;
import dev.tributary.server.mail.Outbox;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Making and changing sign-up pages. */
@Controller
@RequestMapping(ProgrammePage.PATH)
class ProgrammeFormPages {
    private final Programmes programmes;
    private final ProgrammePage page;
    private final Outbox outbox;
    private final Installation installation;

    ProgrammeFormPages(Programmes programmes, ProgrammePage page, Outbox outbox, Installation installation) {
        this.programmes = programmes;
        this.page = page;
        this.outbox = outbox;
        this.installation = installation;
    }

    @GetMapping("/new")
    ModelAndView blank(@Needs(Permission.PROGRAMME) Member member) {
        return create(member, ProgrammeForm.blank(Map.of()), HttpStatus.OK);
    }

    @PostMapping("/new")
    ModelAndView create(@Needs(Permission.PROGRAMME) Member member, HttpServletRequest request) {
        FormBody posted = ProgrammeForm.take(request);
        try {
            Programmes.Wish wish = new ReadProgramme(posted.fields()).create();
            Programme made =
                    programmes.create(member.account().id(), member.user().email(), wish);
            return go(made, "The page is made. It is closed until you open it.");
        } catch (Problem problem) {
            return create(member, posted.refused(problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/{id}/edit")
    ModelAndView edit(@Needs(Permission.PROGRAMME) Member member, @PathVariable String id) {
        Programme programme = programmes.get(member.account().id(), ProgrammeId.parse(id));
        return edit(member, programme, ProgrammeForm.show(programme.about()), HttpStatus.OK);
    }

    @PostMapping("/{id}/edit")
    ModelAndView change(
            @Needs(Permission.PROGRAMME) Member member, @PathVariable String id, HttpServletRequest request) {
        Programme seen = programmes.get(member.account().id(), ProgrammeId.parse(id));
        FormBody posted = ProgrammeForm.take(request);
        try {
            Programme changed = programmes.change(
                    member.account().id(),
                    member.user().email(),
                    seen.id(),
                    old -> new ReadProgramme(posted.fields()).change(old));
            return go(changed, changed.version() == seen.version() ? "Nothing was changed." : "The page is saved.");
        } catch (Problem problem) {
            return edit(member, seen, posted.refused(problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView create(Member member, Form form, HttpStatus status) {
        return page(member, form, status, "New sign-up page", ProgrammePage.PATH + "/new");
    }

    private ModelAndView edit(Member member, Programme programme, Form form, HttpStatus status) {
        return page(member, form, status, "Edit sign-up page", ProgrammePage.path(programme) + "/edit");
    }

    private ModelAndView page(Member member, Form form, HttpStatus status, String title, String path) {
        List<Choice> offers = new ArrayList<>();
        if (form.value("offer_id").isEmpty()) {
            offers.add(Choice.of("", "None yet"));
        }
        offers.addAll(page.offerChoices(member));
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("title", title);
        model.put("path", path);
        model.put("offers", offers);
        model.put("base", installation.baseUrl() + "/join/");
        model.put("mails", outbox.isOn());
        ModelAndView page = new ModelAndView("join/programme-form", model);
        page.setStatus(status);
        return page;
    }

    private static ModelAndView go(Programme programme, String message) {
        return new ModelAndView(Go.to(ProgrammePage.path(programme)).saying(message));
    }
}
