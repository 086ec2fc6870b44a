package dev.tributary.server.portal;

import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Opens a session and leads on: to the overview, or to the choice where there are several programmes. */
@Component
class Arrive {
    private final PortalSessions sessions;
    private final Affiliates affiliates;
    private final InstantSource clock;

    Arrive(PortalSessions sessions, Affiliates affiliates, InstantSource clock) {
        this.sessions = sessions;
        this.affiliates = affiliates;
        this.clock = clock;
    }

    ModelAndView with(HttpServletRequest request, String email, List<Pass> passes, boolean byLink) {
        sessions.open(request, email, passes, byLink);
        if (passes.size() > 1) {
            return new ModelAndView(Go.to(PortalChooseRoutes.PATH));
        }
        return at(passes.getFirst());
    }

    /** They are at this programme now: this is what its events call the last sign-in. */
    ModelAndView at(Pass pass) {
        affiliates.recordSignIn(pass.account(), pass.affiliate(), clock.instant());
        return new ModelAndView(Go.to(PortalOverviewPages.PATH));
    }
}
