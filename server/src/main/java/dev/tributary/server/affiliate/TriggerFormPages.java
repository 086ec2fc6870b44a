package dev.tributary.server.affiliate;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Adding a trigger, from the list of triggers or from its affiliate's page. */
@Controller
class TriggerFormPages {
    private static final String NEW = TriggerPages.PATH + "/new";
    private static final int LONGEST = 254;

    private final Triggers triggers;
    private final AffiliateStore affiliates;
    private final FindAffiliates find;
    private final AffiliatePage page;

    TriggerFormPages(Triggers triggers, AffiliateStore affiliates, FindAffiliates find, AffiliatePage page) {
        this.triggers = triggers;
        this.affiliates = affiliates;
        this.find = find;
        this.page = page;
    }

    @GetMapping(NEW)
    ModelAndView blank(@Needs(Permission.PROGRAMME) Member member) {
        return form(TriggerForm.BLANK, HttpStatus.OK);
    }

    @PostMapping(NEW)
    ModelAndView create(@Needs(Permission.PROGRAMME) Member member, HttpServletRequest request) {
        FormBody body = TriggerForm.take(request);
        try {
            add(member, meant(member, body.typed("affiliate")), body);
            return new ModelAndView(Go.to(TriggerPages.PATH).saying("The trigger is added."));
        } catch (Problem problem) {
            return form(body.refused(problem, "trigger"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping(AffiliatePages.PATH + "/{number}/triggers")
    ModelAndView add(
            @Needs(Permission.PROGRAMME) Member member, @PathVariable long number, HttpServletRequest request) {
        Affiliate affiliate = affiliates
                .find(member.account().id(), number)
                .orElseThrow(() -> Problem.notFound("affiliate " + number));
        FormBody body = TriggerForm.take(request);
        try {
            add(member, affiliate, body);
            return new ModelAndView(Go.to(AffiliatePages.path(number)).saying("The trigger is added."));
        } catch (Problem problem) {
            Form form = body.refused(problem, "trigger");
            return page.of(member, affiliate, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private void add(Member member, Affiliate affiliate, FormBody body) {
        ReadTrigger wanted = ReadTrigger.of(body.fields());
        triggers.add(member.account().id(), affiliate.number(), wanted.type(), wanted.value());
    }

    private Affiliate meant(Member member, String typed) {
        String words = typed.strip();
        if (words.isEmpty()) {
            throw Problem.unprocessable("affiliate", "is required");
        }
        if (words.length() > LONGEST || words.chars().anyMatch(Character::isISOControl)) {
            throw Problem.unprocessable("affiliate", "must be a number, a code or an e-mail address");
        }
        List<Affiliate> found =
                find.meant(member.account().id(), new AffiliateSearch(Optional.empty(), Optional.empty(), words));
        if (found.size() != 1) {
            throw Problem.unprocessable(
                    "affiliate",
                    found.isEmpty()
                            ? "is nobody's number, code or e-mail address"
                            : "is more than one affiliate's: give the number");
        }
        return found.getFirst();
    }

    private static ModelAndView form(Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView("affiliate/new-trigger", Map.of("form", form));
        page.setStatus(status);
        return page;
    }
}
