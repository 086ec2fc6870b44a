package dev.tributary.server.portal;

import dev.tributary.server.affiliate.OwnProfile;
import dev.tributary.server.join.AskAffiliates;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** An affiliate's profile. */
@Controller
@RequestMapping(PortalProfilePage.PATH)
class PortalProfileRoutes {
    private final OwnProfile profile;
    private final AskAffiliates ask;
    private final PortalMail letters;
    private final PortalProfilePage page;

    PortalProfileRoutes(OwnProfile profile, AskAffiliates ask, PortalMail letters, PortalProfilePage page) {
        this.profile = profile;
        this.ask = ask;
        this.letters = letters;
        this.page = page;
    }

    @GetMapping
    ModelAndView show(@EvenPending Insider insider, HttpServletRequest request) {
        return page.show(insider, request);
    }

    /** Where the money goes is told to the mailbox: whoever found a session open can't reach that. */
    @PostMapping
    ModelAndView save(@EvenPending Insider insider, HttpServletRequest request) {
        OwnProfile.Saved saved = profile.save(
                insider.in(), insider.number(), ask.of(insider.in(), insider.affiliate()), request, done -> {
                    if (done.movedPayments()) {
                        letters.tellPayPal(insider.account(), done.after().email());
                    }
                });
        return saved.refused()
                .map(form -> page.refused(insider, request, PortalProfilePage.PROFILE, form))
                .orElseGet(() -> new ModelAndView(Go.to(PortalProfilePage.PATH)
                        .saying(saved.changed() ? "Your profile is saved." : "Nothing was changed.")));
    }
}
