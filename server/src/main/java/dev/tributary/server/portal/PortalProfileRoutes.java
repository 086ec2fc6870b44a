package dev.tributary.server.portal;

import dev.tributary.server.affiliate.OwnProfile;
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
    private final PortalProfilePage page;

    PortalProfileRoutes(OwnProfile profile, PortalProfilePage page) {
        this.profile = profile;
        this.page = page;
    }

    @GetMapping
    ModelAndView show(@EvenPending Insider insider, HttpServletRequest request) {
        return page.show(insider, request);
    }

    @PostMapping
    ModelAndView save(@EvenPending Insider insider, HttpServletRequest request) {
        OwnProfile.Saved saved = profile.save(insider.in(), insider.number(), request);
        return saved.refused()
                .map(form -> page.refused(insider, request, PortalProfilePage.PROFILE, form))
                .orElseGet(() -> new ModelAndView(Go.to(PortalProfilePage.PATH)
                        .saying(saved.changed() ? "Your profile is saved." : "Nothing was changed.")));
    }
}
