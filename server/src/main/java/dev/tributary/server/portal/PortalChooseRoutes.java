package dev.tributary.server.portal;

import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Which of several programmes to see, and leaving them all. */
@Controller
@RequestMapping("/portal")
class PortalChooseRoutes {
    static final String PATH = "/portal/choose";

    private final Admission admission;
    private final PortalSessions sessions;
    private final AccessStore access;
    private final Arrive arrive;

    PortalChooseRoutes(Admission admission, PortalSessions sessions, AccessStore access, Arrive arrive) {
        this.admission = admission;
        this.sessions = sessions;
        this.access = access;
        this.arrive = arrive;
    }

    @GetMapping("/choose")
    ModelAndView show(HttpServletRequest request) {
        List<Insider> choices = admission.choices(session(request));
        if (choices.isEmpty()) {
            sessions.close(request);
            return new ModelAndView(Go.to(PortalChain.SIGN_IN));
        }
        return new ModelAndView("portal/choose", Map.of("choices", choices));
    }

    @PostMapping("/choose")
    ModelAndView choose(HttpServletRequest request) {
        SignedPortal session = session(request);
        String wanted = Optional.ofNullable(request.getParameter("programme")).orElse("");
        Pass pass = admission.choices(session).stream()
                .filter(choice -> choice.key().equals(wanted))
                .flatMap(choice -> session.passes().stream().filter(known -> known.isFor(choice.in(), choice.number())))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("such programme"));
        sessions.choose(request, pass);
        return arrive.at(pass);
    }

    @PostMapping("/sign-out")
    ModelAndView signOut(HttpServletRequest request) {
        sessions.close(request);
        return new ModelAndView(Go.to(PortalChain.SIGN_IN));
    }

    /** Ends the sessions of every programme that this one opened. */
    @PostMapping("/sign-out-everywhere")
    ModelAndView signOutEverywhere(HttpServletRequest request) {
        admission.choices(session(request)).forEach(choice -> access.endSessions(choice.in(), choice.number()));
        sessions.close(request);
        return new ModelAndView(Go.to(PortalChain.SIGN_IN));
    }

    private SignedPortal session(HttpServletRequest request) {
        return admission.session(request).orElseThrow(() -> new IllegalStateException("the chain lets nobody else in"));
    }
}
