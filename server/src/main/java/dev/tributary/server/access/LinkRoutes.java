package dev.tributary.server.access;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Members;
import dev.tributary.server.account.User;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where the links lead that the command line prints. */
@Controller
@RequestMapping("/console/sign-in/{token}")
class LinkRoutes {
    private final SignInLinks links;
    private final Members members;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Visits visits;
    private final TransactionTemplate transaction;

    LinkRoutes(
            SignInLinks links,
            Members members,
            Accounts accounts,
            Passwords passwords,
            Sessions sessions,
            Visits visits,
            TransactionTemplate transaction) {
        this.links = links;
        this.members = members;
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.visits = visits;
        this.transaction = transaction;
    }

    /** Shows the form to choose a password, unless the link signs in by itself. Looking alone uses nothing up. */
    @GetMapping
    ModelAndView show(@PathVariable String token, HttpServletRequest request) {
        Optional<SignInLink> link = links.find(token);
        if (link.isEmpty() && visits.stranger(request).isPresent()) {
            return new ModelAndView(Go.to("/console")); // their own link a second time
        }
        SignInLink good = link.orElseThrow(LinkRoutes::gone);
        return good.direct() && !isPreview(request) ? enter(token, request) : page(token, good, Form.EMPTY, request);
    }

    @PostMapping
    ModelAndView enter(@PathVariable String token, HttpServletRequest request) {
        SignInLink link = links.find(token).orElseThrow(LinkRoutes::gone);
        if (link.direct() || isTheirs(link, request)) {
            open(redeem(token, Optional.empty()), request);
            return new ModelAndView(Go.to("/console"));
        }
        User user = user(link);
        Sent sent = new Sent(request);
        String password = sent.newPassword("password", user.email());
        if (!sent.isSound()) {
            ModelAndView page = page(token, link, sent.form(), request);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        open(redeem(token, Optional.of(passwords.hash(password))), request);
        return new ModelAndView(Go.to("/console"));
    }

    /** The link is used up, the password set and every session that the old one opened ended, all or nothing. */
    private SignInLink redeem(String token, Optional<PasswordHash> password) {
        return transaction.execute(status -> {
            SignInLink link = links.redeem(token).orElseThrow(LinkRoutes::gone);
            members.comeIn(link.account(), link.user());
            password.ifPresent(hash -> {
                passwords.set(link.user(), hash);
                sessions.closeAll(link.user());
            });
            return link;
        });
    }

    private void open(SignInLink link, HttpServletRequest request) {
        sessions.open(request, link.user(), Optional.of(link.account()));
    }

    private ModelAndView page(String token, SignInLink link, Form form, HttpServletRequest request) {
        return new ModelAndView(
                "access/link",
                Map.of(
                        "form",
                        form,
                        "action",
                        "/console/sign-in/" + token,
                        "account",
                        accounts.get(link.account()).name(),
                        "email",
                        user(link).email(),
                        "theirs",
                        link.direct() || isTheirs(link, request)));
    }

    private User user(SignInLink link) {
        return members.user(link.user()).orElseThrow(LinkRoutes::gone);
    }

    /** Whether the person whom it is for is signed in anyway. */
    private boolean isTheirs(SignInLink link, HttpServletRequest request) {
        return visits.stranger(request)
                .filter(who -> who.user().equals(link.user()))
                .isPresent();
    }

    /** A browser that loads ahead, or a program that looks whether a link is alive. */
    private static boolean isPreview(HttpServletRequest request) {
        String purpose = Optional.ofNullable(request.getHeader("Sec-Purpose")).orElse("");
        return request.getMethod().equals("HEAD") || purpose.contains("prefetch");
    }

    private static Problem gone() {
        return Problem.of(
                410, "This link has been used, or its day is over. Sign in at /console/sign-in, or ask for another.");
    }
}
