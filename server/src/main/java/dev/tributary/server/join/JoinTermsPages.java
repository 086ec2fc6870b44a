package dev.tributary.server.join;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What must be accepted on a sign-up page: writing it, and every version that was in force. */
@Controller
@RequestMapping(ProgrammePage.PATH + "/{id}/terms")
class JoinTermsPages {
    private final Programmes programmes;
    private final JoinTermsStore store;

    JoinTermsPages(Programmes programmes, JoinTermsStore store) {
        this.programmes = programmes;
        this.store = store;
    }

    @GetMapping
    ModelAndView edit(@Needs(Permission.PROGRAMME) Member member, @PathVariable String id) {
        Programme programme = find(member, id);
        Form form =
                Form.of(Map.of("terms", programme.terms().map(JoinTerms::text).orElse("")));
        return page(programme, form, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView save(@Needs(Permission.PROGRAMME) Member member, @PathVariable String id, HttpServletRequest request) {
        Programme seen = find(member, id);
        FormBody posted = new FormBody(request).with("terms", "").given("terms");
        try {
            Programme changed = programmes.change(
                    member.account().id(),
                    member.user().email(),
                    seen.id(),
                    old -> new ReadProgramme(posted.fields()).change(old));
            return new ModelAndView(Go.to(ProgrammePage.path(changed)).saying(message(seen, changed)));
        } catch (Problem problem) {
            return page(seen, posted.refused(problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/{version}")
    ModelAndView show(Member member, @PathVariable String id, @PathVariable int version) {
        Programme programme = find(member, id);
        JoinTerms terms = store.find(member.account().id(), programme.id(), version)
                .orElseThrow(() -> Problem.notFound("version " + version + " of these terms"));
        return new ModelAndView("join/terms-version", Map.of("programme", programme, "terms", terms));
    }

    private Programme find(Member member, String id) {
        return programmes.get(member.account().id(), ProgrammeId.parse(id));
    }

    private static String message(Programme seen, Programme changed) {
        if (changed.terms().equals(seen.terms())) {
            return "Nothing was changed.";
        }
        return changed.terms()
                .map(terms -> "Version " + terms.version() + " is in force: who signs up must accept it.")
                .orElse("Nothing has to be accepted any more.");
    }

    private static ModelAndView page(Programme programme, Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView("join/terms-form", Map.of("programme", programme, "form", form));
        page.setStatus(status);
        return page;
    }
}
