package dev.tributary.server.portal;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Decides anew for each request whether a pass is still good: its affiliate must be ACTIVE or PENDING, have the e-mail
 * address that it was given for, and not have ended its sessions since.
 */
@Component
class Admission {
    private static final String SESSION = SignedPortal.class.getName();
    private static final String INSIDER = Insider.class.getName();

    private final PortalSessions sessions;
    private final AccessStore access;
    private final Affiliates affiliates;
    private final Accounts accounts;

    Admission(PortalSessions sessions, AccessStore access, Affiliates affiliates, Accounts accounts) {
        this.sessions = sessions;
        this.access = access;
        this.affiliates = affiliates;
        this.accounts = accounts;
    }

    /** Lets the session of a request in, unless its chosen pass has lost its worth; then it ends. */
    Optional<SignedPortal> admit(HttpServletRequest request) {
        Optional<SignedPortal> session = sessions.current(request);
        if (session.isEmpty()) {
            return Optional.empty();
        }
        Optional<Pass> chosen = session.get().chosen();
        if (chosen.isPresent()) {
            Optional<Insider> insider = insider(session.get(), chosen.get());
            if (insider.isEmpty()) {
                sessions.close(request);
                return Optional.empty();
            }
            request.setAttribute(INSIDER, insider.get());
        }
        request.setAttribute(SESSION, session.get());
        return session;
    }

    Optional<SignedPortal> session(HttpServletRequest request) {
        return request.getAttribute(SESSION) instanceof SignedPortal session ? Optional.of(session) : Optional.empty();
    }

    /** Who acts; empty where nobody is signed in, or has not chosen a programme yet. */
    Optional<Insider> insider(HttpServletRequest request) {
        return request.getAttribute(INSIDER) instanceof Insider insider ? Optional.of(insider) : Optional.empty();
    }

    /** The passes of a session that are still good, with whom they are for. */
    List<Insider> choices(SignedPortal session) {
        return session.passes().stream()
                .flatMap(pass -> insider(session, pass).stream())
                .toList();
    }

    private Optional<Insider> insider(SignedPortal session, Pass pass) {
        Optional<Affiliate> affiliate = affiliates
                .find(pass.account(), pass.affiliate())
                .filter(Insider::isAdmitted)
                .filter(known -> known.email().equalsIgnoreCase(session.email()));
        if (affiliate.isEmpty() || access.generation(pass.account(), pass.affiliate()) != pass.generation()) {
            return Optional.empty();
        }
        Optional<Account> account = accounts.find(pass.account());
        return account.map(
                found -> new Insider(found, affiliate.get(), session.passes().size()));
    }
}
