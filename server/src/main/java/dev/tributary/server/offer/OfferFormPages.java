package dev.tributary.server.offer;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.Revision;
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

/** Making and changing offers. */
@Controller
@RequestMapping(OfferPages.PATH)
class OfferFormPages {
    private final Offers offers;

    OfferFormPages(Offers offers) {
        this.offers = offers;
    }

    @GetMapping("/new")
    ModelAndView blank(@Needs(Permission.PROGRAMME) Member member) {
        return create(member, OfferForm.BLANK, HttpStatus.OK);
    }

    @PostMapping("/new")
    ModelAndView create(@Needs(Permission.PROGRAMME) Member member, HttpServletRequest request) {
        FormBody body = OfferForm.take(request);
        try {
            Terms terms = new ReadTerms(body.fields(), member.account().currency()).create();
            Offer made = offers.create(member.account().id(), terms);
            return go(made, "The offer is created.");
        } catch (Problem problem) {
            return create(member, body.refused(problem, ""), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/{number}/edit")
    ModelAndView edit(@Needs(Permission.PROGRAMME) Member member, @PathVariable long number) {
        Offer offer = find(member, number);
        return edit(member, offer, OfferForm.show(offer), HttpStatus.OK);
    }

    @PostMapping("/{number}/edit")
    ModelAndView change(
            @Needs(Permission.PROGRAMME) Member member, @PathVariable long number, HttpServletRequest request) {
        Offer seen = find(member, number);
        FormBody body = OfferForm.take(request);
        try {
            Offer changed = offers.change(member.account().id(), number, old -> {
                Revision.require(body.ifMatch(), old.version());
                return new ReadTerms(body.fields(), member.account().currency()).change(old);
            });
            return go(changed, changed.version() == seen.version() ? "Nothing was changed." : "The offer is saved.");
        } catch (Problem problem) {
            return edit(member, find(member, number), body.refused(problem, ""), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private Offer find(Member member, long number) {
        return offers.find(member.account().id(), number).orElseThrow(() -> Problem.notFound("offer " + number));
    }

    private static ModelAndView create(Member member, Form form, HttpStatus status) {
        return page(member, form, "Create offer", OfferPages.PATH + "/new", "", status);
    }

    private static ModelAndView edit(Member member, Offer offer, Form form, HttpStatus status) {
        String path = OfferPages.PATH + "/" + offer.number() + "/edit";
        return page(member, form, "Edit offer", path, String.valueOf(offer.version()), status);
    }

    private static ModelAndView page(
            Member member, Form form, String title, String path, String version, HttpStatus status) {
        String currency = member.account().currency().getCurrencyCode();
        ModelAndView page = new ModelAndView(
                "offer/form",
                Map.of(
                        "form",
                        form,
                        "title",
                        title,
                        "path",
                        path,
                        "version",
                        version,
                        "types",
                        OfferForm.types(currency),
                        "labels",
                        OfferForm.labels(form),
                        "currency",
                        currency));
        page.setStatus(status);
        return page;
    }

    private static ModelAndView go(Offer offer, String message) {
        return new ModelAndView(Go.to(OfferPages.PATH + "/" + offer.number()).saying(message));
    }
}
