package dev.tributary.server.access;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Members;
import dev.tributary.server.account.User;
import dev.tributary.server.account.UserId;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where an invitation's link leads. */
@Controller
@RequestMapping("/console/invitation/{token}")
class InvitationRoutes {
    private final Invitations invitations;
    private final Members members;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Visits visits;

    InvitationRoutes(
            Invitations invitations,
            Members members,
            Accounts accounts,
            Passwords passwords,
            Sessions sessions,
            Visits visits) {
        this.invitations = invitations;
        this.members = members;
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.visits = visits;
    }

    @GetMapping
    ModelAndView show(@PathVariable String token, HttpServletRequest request) {
        Invitation invitation = invitations.find(token).orElseThrow(InvitationRoutes::gone);
        return page(token, invitation, Form.EMPTY, HttpStatus.OK, request);
    }

    @PostMapping
    ModelAndView accept(@PathVariable String token, HttpServletRequest request) {
        Invitation invitation = invitations.find(token).orElseThrow(InvitationRoutes::gone);
        Optional<User> known = members.byEmail(invitation.email());
        return known.isPresent()
                ? acceptKnown(token, invitation, known.get(), request)
                : acceptNew(token, invitation, request);
    }

    private ModelAndView acceptKnown(String token, Invitation invitation, User user, HttpServletRequest request) {
        if (signedIn(request).filter(user.id()::equals).isEmpty()) {
            return page(token, invitation, Form.EMPTY, HttpStatus.FORBIDDEN, request);
        }
        if (!invitations.accept(token, user)) {
            throw gone();
        }
        sessions.choose(request, invitation.account());
        return new ModelAndView(Go.to("/console"));
    }

    private ModelAndView acceptNew(String token, Invitation invitation, HttpServletRequest request) {
        Sent sent = new Sent(request);
        String password = sent.newPassword("password", invitation.email());
        if (!sent.isSound()) {
            return page(token, invitation, sent.form(), HttpStatus.UNPROCESSABLE_CONTENT, request);
        }
        UserId user = invitations.acceptAsNew(token, passwords.hash(password)).orElseThrow(InvitationRoutes::gone);
        sessions.open(request, user, Optional.of(invitation.account()));
        return new ModelAndView(Go.to("/console"));
    }

    private ModelAndView page(
            String token, Invitation invitation, Form form, HttpStatus status, HttpServletRequest request) {
        Optional<User> known = members.byEmail(invitation.email());
        Optional<User> visitor = signedIn(request).flatMap(members::user);
        String path = "/console/invitation/" + token;
        ModelAndView page = new ModelAndView(
                "access/invitation",
                Map.of(
                        "form", form,
                        "action", path,
                        "account", accounts.get(invitation.account()).name(),
                        "email", invitation.email(),
                        "role", invitation.role().text(),
                        "known", known.isPresent(),
                        "visitor", visitor.map(User::email).orElse(""),
                        "signIn", new Next(path).appendedTo("/console/sign-in")));
        page.setStatus(status);
        return page;
    }

    private Optional<UserId> signedIn(HttpServletRequest request) {
        return visits.stranger(request).map(SignedIn::user);
    }

    private static Problem gone() {
        return Problem.of(
                410, "This invitation has been accepted or revoked, or its week is over. Ask an owner for another.");
    }
}
