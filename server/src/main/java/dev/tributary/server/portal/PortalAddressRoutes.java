package dev.tributary.server.portal;

import dev.tributary.server.access.Attempts;
import dev.tributary.server.access.Sent;
import dev.tributary.server.access.Whence;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.affiliate.OwnProfile;
import dev.tributary.server.api.Problem;
import dev.tributary.server.mail.SendMail;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Changing the e-mail address: asked for in the profile, with the password, done by the link that the new address is sent. */
@Controller
class PortalAddressRoutes {
    private static final String DOOR = "portal address ";

    private final PortalLinks links;
    private final PortalMail letters;
    private final Affiliates affiliates;
    private final OwnProfile profile;
    private final Accounts accounts;
    private final AccessStore access;
    private final Attempts attempts;
    private final CurrentPassword current;
    private final PortalProfilePage page;
    private final SendMail mail;
    private final TransactionTemplate transaction;

    PortalAddressRoutes(
            PortalLinks links,
            PortalMail letters,
            Affiliates affiliates,
            OwnProfile profile,
            Accounts accounts,
            AccessStore access,
            Attempts attempts,
            CurrentPassword current,
            PortalProfilePage page,
            SendMail mail,
            TransactionTemplate transaction) {
        this.links = links;
        this.letters = letters;
        this.affiliates = affiliates;
        this.profile = profile;
        this.accounts = accounts;
        this.access = access;
        this.attempts = attempts;
        this.current = current;
        this.page = page;
        this.mail = mail;
        this.transaction = transaction;
    }

    @PostMapping("/portal/profile/email")
    ModelAndView ask(@EvenPending Insider insider, HttpServletRequest request) {
        if (!mail.isOn()) {
            throw Problem.notFound("mail from this installation: ask your programme to change the address");
        }
        Sent sent = new Sent(request);
        String email = sent.email("email");
        if (sent.isSound() && email.equalsIgnoreCase(insider.affiliate().email())) {
            sent.error("email", "is your address already");
        }
        current.judge(insider, request, sent);
        if (sent.isSound()) {
            Optional<Duration> wait = attempts.count(DOOR, insider.key(), Whence.of(request));
            wait.ifPresent(time -> sent.error("email", PortalSignInRoutes.tooMany(time)));
        }
        if (!sent.isSound()) {
            return page.refused(insider, request, PortalProfilePage.EMAIL, sent.form());
        }
        links.proveAddress(insider.in(), insider.affiliate(), email)
                .ifPresent(path -> letters.proveAddress(insider.account(), path, email));
        return new ModelAndView(Go.to(PortalProfilePage.PATH)
                .saying("A mail is on its way to " + email + ". The address changes once you open its link."));
    }

    @GetMapping("/portal/address/{token}")
    ModelAndView show(@PathVariable String token) {
        Token known = links.find(token).filter(PortalAddressRoutes::isAddress).orElseThrow(PortalAddressRoutes::gone);
        return new ModelAndView(
                "portal/address",
                Map.of(
                        "action", "/portal/address/" + token,
                        "account", account(known).name(),
                        "email", known.email()));
    }

    /** The address changes, and all sessions end: the new one signs in from now on. */
    @PostMapping("/portal/address/{token}")
    ModelAndView change(@PathVariable String token) {
        String old = transaction.execute(status -> {
            Token known =
                    links.take(token).filter(PortalAddressRoutes::isAddress).orElseThrow(PortalAddressRoutes::gone);
            Affiliate affiliate = affiliate(known);
            profile.changeEmail(account(known).id(), affiliate.number(), known.email());
            access.endSessions(account(known).id(), affiliate.number());
            letters.tellOldAddress(account(known), affiliate.email());
            return affiliate.email();
        });
        return new ModelAndView("portal/address-changed", Map.of("old", old));
    }

    private Affiliate affiliate(Token known) {
        return known.only()
                .flatMap(only -> affiliates.find(only.account(), only.affiliate()))
                .filter(Insider::isAdmitted)
                .orElseThrow(PortalAddressRoutes::gone);
    }

    private Account account(Token known) {
        return known.only().flatMap(only -> accounts.find(only.account())).orElseThrow(PortalAddressRoutes::gone);
    }

    private static boolean isAddress(Token token) {
        return token.purpose() == Purpose.ADDRESS;
    }

    private static Problem gone() {
        return Problem.of(410, "This link has been used, or its day is over. Ask for another in your profile.");
    }
}
