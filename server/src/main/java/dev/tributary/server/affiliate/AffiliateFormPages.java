package dev.tributary.server.affiliate;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.Revision;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Adding and editing affiliates. */
@Controller
@RequestMapping(AffiliatePages.PATH)
class AffiliateFormPages {
    private final AffiliateStore store;
    private final CreateAffiliate create;
    private final EditAffiliate edit;
    private final AffiliateFormPage page;

    AffiliateFormPages(AffiliateStore store, CreateAffiliate create, EditAffiliate edit, AffiliateFormPage page) {
        this.store = store;
        this.create = create;
        this.edit = edit;
        this.page = page;
    }

    @GetMapping("/new")
    ModelAndView blank(@Needs(Permission.PROGRAMME) Member member, @RequestParam(defaultValue = "") String offer) {
        return page.create(member, AffiliateForm.blank(offer, page.questions(member)), HttpStatus.OK);
    }

    @PostMapping("/new")
    ModelAndView create(@Needs(Permission.PROGRAMME) Member member, HttpServletRequest request) {
        FormBody body = AffiliateForm.takeNew(request);
        try {
            NewAffiliate wanted = new ReadAffiliate(body.fields()).create(AffiliateSource.MANUAL);
            return go(create.run(member.account().id(), wanted), "The affiliate is added.");
        } catch (Problem problem) {
            return page.create(member, body.refused(problem, "coupon"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/{number}/edit")
    ModelAndView edit(@Needs(Permission.PROGRAMME) Member member, @PathVariable long number) {
        Affiliate affiliate = find(member, number);
        Form form = AffiliateForm.show(affiliate, page.questions(member));
        return page.edit(member, affiliate, form, HttpStatus.OK);
    }

    @PostMapping("/{number}/edit")
    ModelAndView change(
            @Needs(Permission.PROGRAMME) Member member, @PathVariable long number, HttpServletRequest request) {
        Affiliate seen = find(member, number);
        List<Profile.CustomField> had = seen.profile().customFields();
        FormBody body = AffiliateForm.take(request, had);
        try {
            Affiliate changed = edit.run(member.account().id(), number, old -> {
                Revision.require(body.ifMatch(), old.version());
                return new ReadAffiliate(body.fields()).edit(old);
            });
            return go(
                    changed, changed.version() == seen.version() ? "Nothing was changed." : "The affiliate is saved.");
        } catch (Problem problem) {
            Form form = body.refused(problem, "");
            return page.edit(member, find(member, number), form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private Affiliate find(Member member, long number) {
        return store.find(member.account().id(), number).orElseThrow(() -> Problem.notFound("affiliate " + number));
    }

    private static ModelAndView go(Affiliate affiliate, String message) {
        return new ModelAndView(Go.to(AffiliatePages.path(affiliate.number())).saying(message));
    }
}
