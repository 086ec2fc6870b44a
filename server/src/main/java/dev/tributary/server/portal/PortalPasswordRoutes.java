package dev.tributary.server.portal;

import dev.tributary.server.access.PasswordHash;
import dev.tributary.server.access.Passwords;
import dev.tributary.server.access.Sent;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Choosing a new password, for every programme that the session opened. */
@Controller
class PortalPasswordRoutes {
    private final CurrentPassword current;
    private final Admission admission;
    private final AccessStore access;
    private final Passwords passwords;
    private final PortalSessions sessions;
    private final PortalProfilePage page;
    private final TransactionTemplate transaction;

    PortalPasswordRoutes(
            CurrentPassword current,
            Admission admission,
            AccessStore access,
            Passwords passwords,
            PortalSessions sessions,
            PortalProfilePage page,
            TransactionTemplate transaction) {
        this.current = current;
        this.admission = admission;
        this.access = access;
        this.passwords = passwords;
        this.sessions = sessions;
        this.page = page;
        this.transaction = transaction;
    }

    /** Every other session ends with the old password; this one gets a new name. */
    @PostMapping("/portal/profile/password")
    ModelAndView change(@EvenPending Insider insider, HttpServletRequest request) {
        SignedPortal session = admission.session(request).orElseThrow();
        Sent sent = new Sent(request);
        String password = sent.newPassword("password", session.email());
        current.judge(insider, request, sent);
        if (!sent.isSound()) {
            return page.refused(insider, request, PortalProfilePage.PASSWORD, sent.form());
        }
        PasswordHash hash = passwords.hash(password);
        List<Insider> all = admission.choices(session);
        List<Pass> passes = transaction.execute(
                status -> all.stream().map(one -> renew(one, hash)).toList());
        Pass here = passes.stream()
                .filter(pass -> pass.isFor(insider.in(), insider.number()))
                .findFirst()
                .orElseThrow();
        sessions.open(request, session.email(), passes, session.byLink());
        sessions.choose(request, here);
        return new ModelAndView(
                Go.to(PortalProfilePage.PATH).saying("The password is changed. Your other sessions have ended."));
    }

    private Pass renew(Insider one, PasswordHash hash) {
        return new Pass(one.in(), one.number(), access.setPassword(one.in(), one.number(), hash));
    }
}
