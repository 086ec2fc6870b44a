package dev.tributary.server.join;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The merchant's own questions on a sign-up page, one by one. */
@Controller
@RequestMapping(ProgrammePage.PATH + "/{id}/fields")
class ProgrammeFieldPages {
    private final Programmes programmes;

    ProgrammeFieldPages(Programmes programmes) {
        this.programmes = programmes;
    }

    @GetMapping("/new")
    ModelAndView blank(@Needs(Permission.PROGRAMME) Member member, @PathVariable String id) {
        return page(find(member, id), FieldForm.BLANK, "Add a field", "/fields/new", HttpStatus.OK);
    }

    @PostMapping("/new")
    ModelAndView add(@Needs(Permission.PROGRAMME) Member member, @PathVariable String id, HttpServletRequest request) {
        FieldForm form = FieldForm.of(request);
        try {
            ProgrammeField field = form.read();
            return change(member, id, "The field is added.", fields -> FieldList.add(fields, field));
        } catch (Problem problem) {
            return page(
                    find(member, id),
                    form.refused(problem),
                    "Add a field",
                    "/fields/new",
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/{number}")
    ModelAndView edit(@Needs(Permission.PROGRAMME) Member member, @PathVariable String id, @PathVariable long number) {
        Programme programme = find(member, id);
        Form form = FieldForm.show(FieldList.get(programme.fields(), number));
        return page(programme, form, "Edit the field", "/fields/" + number, HttpStatus.OK);
    }

    @PostMapping("/{number}")
    ModelAndView save(
            @Needs(Permission.PROGRAMME) Member member,
            @PathVariable String id,
            @PathVariable long number,
            HttpServletRequest request) {
        FieldForm form = FieldForm.of(request);
        try {
            ProgrammeField field = form.read();
            return change(member, id, "The field is saved.", fields -> FieldList.replace(fields, number, field));
        } catch (Problem problem) {
            return page(
                    find(member, id),
                    form.refused(problem),
                    "Edit the field",
                    "/fields/" + number,
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/{number}/move")
    ModelAndView move(
            @Needs(Permission.PROGRAMME) Member member,
            @PathVariable String id,
            @PathVariable long number,
            @RequestParam String to) {
        return change(member, id, "The order is changed.", fields -> FieldList.move(fields, number, to.equals("up")));
    }

    /** What was answered before stays with the affiliates. */
    @PostMapping("/{number}/remove")
    ModelAndView remove(
            @Needs(Permission.PROGRAMME) Member member, @PathVariable String id, @PathVariable long number) {
        return change(
                member,
                id,
                "The field is removed. Answers that were given stay with the affiliates.",
                fields -> FieldList.remove(fields, number));
    }

    private ModelAndView change(Member member, String id, String message, UnaryOperator<List<ProgrammeField>> fields) {
        Programme changed = programmes.change(
                member.account().id(),
                member.user().email(),
                ProgrammeId.parse(id),
                old -> Programmes.Wish.of(old).with(old.about().with(fields.apply(old.fields()))));
        return new ModelAndView(Go.to(ProgrammePage.path(changed)).saying(message));
    }

    private Programme find(Member member, String id) {
        return programmes.get(member.account().id(), ProgrammeId.parse(id));
    }

    private static ModelAndView page(Programme programme, Form form, String title, String path, HttpStatus status) {
        ModelAndView page = new ModelAndView(
                "join/field-form",
                Map.of(
                        "form",
                        form,
                        "title",
                        title,
                        "programme",
                        programme,
                        "path",
                        ProgrammePage.path(programme) + path,
                        "kinds",
                        FieldForm.kinds()));
        page.setStatus(status);
        return page;
    }
}
