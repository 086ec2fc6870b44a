package dev.tributary.server.join;

import dev.tributary.server.access.Secret;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Go;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where the link leads by which somebody who signed up confirms their e-mail address. */
@Controller
@RequestMapping("/join/{slug}/confirm/{link}")
class ConfirmRoutes {
    private final FindProgramme find;
    private final SignUpWaiting waiting;
    private final TakeSignUp take;
    private final JoinPage page;
    private final FormTokens tokens;
    private final InstantSource clock;

    ConfirmRoutes(
            FindProgramme find,
            SignUpWaiting waiting,
            TakeSignUp take,
            JoinPage page,
            FormTokens tokens,
            InstantSource clock) {
        this.find = find;
        this.waiting = waiting;
        this.take = take;
        this.page = page;
        this.tokens = tokens;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(@PathVariable String slug, @PathVariable String link) {
        ProgrammeStore.Owned owned = find.bySlug(slug);
        Programme programme = owned.programme();
        return typed(owned, link).isPresent()
                ? page.confirm(programme, programme.path() + "/confirm/" + link)
                : gone(programme);
    }

    /** What the page asks may have changed since: then the form comes back, filled in. */
    @PostMapping
    ModelAndView confirm(@PathVariable String slug, @PathVariable String link) {
        ProgrammeStore.Owned owned = find.bySlug(slug);
        Programme programme = owned.programme();
        Optional<Map<String, String>> typed = typed(owned, link);
        if (typed.isEmpty()) {
            return gone(programme);
        }
        if (programme.about().offer().isEmpty()) {
            return page.closed(programme, HttpStatus.CONFLICT);
        }
        try {
            Applicant applicant = new ReadApplicant(programme, typed.get()).read();
            return take.confirmed(owned.account(), programme, new Secret(link), applicant)
                    ? new ModelAndView(Go.to(programme.path() + "/thanks?by=confirmation"))
                    : gone(programme);
        } catch (Problem problem) {
            JoinPage.Shown shown = new JoinPage.Shown(
                    new TypedForm(typed.get()).refused(TakenCoupon.hide(problem)),
                    programme.path(),
                    tokens.issueAgain(programme.id(), clock.instant()),
                    "The page has changed since you filled it in. Please look it over, and send it once more.");
            return page.form(owned.account(), programme, Optional.empty(), shown, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private Optional<Map<String, String>> typed(ProgrammeStore.Owned owned, String link) {
        return waiting.find(owned.account(), owned.programme().id(), new Secret(link), clock.instant());
    }

    private ModelAndView gone(Programme programme) {
        return page.message(
                programme.name(),
                "This link has been used, or its two days are over. If you have not confirmed your address yet, sign up"
                        + " again.",
                HttpStatus.GONE);
    }
}
