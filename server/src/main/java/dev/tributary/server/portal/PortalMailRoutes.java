package dev.tributary.server.portal;

import dev.tributary.server.access.Attempts;
import dev.tributary.server.access.Sent;
import dev.tributary.server.access.Whence;
import dev.tributary.server.api.Problem;
import dev.tributary.server.mail.SendMail;
import dev.tributary.server.page.Form;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Asking for a link by mail: to come in, or to choose a new password. Says the same for an address nobody has. */
@Controller
@RequestMapping(PortalChain.SIGN_IN + "/mail")
class PortalMailRoutes {
    private static final String DOOR = "portal mail ";
    private static final String PASSWORD = "password";

    private final PortalMail letters;
    private final Attempts attempts;
    private final SendMail mail;

    PortalMailRoutes(PortalMail letters, Attempts attempts, SendMail mail) {
        this.letters = letters;
        this.attempts = attempts;
        this.mail = mail;
    }

    @GetMapping
    ModelAndView show(@RequestParam(name = "for", defaultValue = "") String what) {
        requireMail();
        return page(Form.EMPTY, what, "", HttpStatus.OK);
    }

    @PostMapping
    ModelAndView ask(
            @RequestParam(name = "for", defaultValue = "") String what,
            HttpServletRequest request,
            HttpServletResponse response) {
        requireMail();
        Sent sent = new Sent(request);
        String email = sent.email("email");
        if (!sent.isSound()) {
            return page(sent.form(), what, "", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Optional<Duration> wait = attempts.count(DOOR, email, Whence.of(request));
        if (wait.isPresent()) {
            response.setHeader("Retry-After", String.valueOf(wait.get().toSeconds() + 1));
            String refusal = PortalSignInRoutes.tooMany(wait.get());
            return page(sent.form(), what, refusal, HttpStatus.TOO_MANY_REQUESTS);
        }
        letters.link(email, what.equals(PASSWORD) ? Purpose.PASSWORD : Purpose.ENTER);
        return new ModelAndView("portal/mail-sent", Map.of("email", email));
    }

    private void requireMail() {
        if (!mail.isOn()) {
            throw Problem.notFound("mail from this installation: ask your programme for a link to sign in");
        }
    }

    private static ModelAndView page(Form form, String what, String refusal, HttpStatus status) {
        ModelAndView page = new ModelAndView(
                "portal/mail", Map.of("form", form, "password", what.equals(PASSWORD), "refusal", refusal));
        page.setStatus(status);
        return page;
    }
}
