package dev.tributary.server.portal;

import dev.tributary.server.access.Sent;
import dev.tributary.server.access.Whence;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Asks for the password once more, before what a session that was left open must not do alone. */
@Component
class CurrentPassword {
    static final String FIELD = "current";

    private static final String WRONG = "is not your password";

    private final Doorkeeper doorkeeper;
    private final Admission admission;
    private final AccessStore access;

    CurrentPassword(Doorkeeper doorkeeper, Admission admission, AccessStore access) {
        this.doorkeeper = doorkeeper;
        this.admission = admission;
        this.access = access;
    }

    /** Whether it is asked for: not of who has none, nor of somebody who came by a link. */
    boolean isNeeded(Insider insider, HttpServletRequest request) {
        return admission.session(request).filter(session -> !session.byLink()).isPresent()
                && access.password(insider.in(), insider.number()).isPresent();
    }

    /** Judges it, if it is asked for and all else is sound; what is wrong is noted at its field. */
    void judge(Insider insider, HttpServletRequest request, Sent sent) {
        if (!sent.isSound() || !isNeeded(insider, request)) {
            return;
        }
        String email = admission.session(request).orElseThrow().email();
        switch (doorkeeper.attempt(email, sent.secret(FIELD), Whence.of(request))) {
            case Doorkeeper.Outcome.In in -> {
                if (in.passes().stream().noneMatch(pass -> pass.isFor(insider.in(), insider.number()))) {
                    sent.error(FIELD, WRONG);
                }
            }
            case Doorkeeper.Outcome.Wrong _ -> sent.error(FIELD, WRONG);
            case Doorkeeper.Outcome.Wait wait -> sent.error(FIELD, PortalSignInRoutes.tooMany(wait.time()));
        }
    }
}
