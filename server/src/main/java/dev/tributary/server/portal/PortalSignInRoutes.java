package dev.tributary.server.portal;

import dev.tributary.server.access.Sent;
import dev.tributary.server.access.Whence;
import dev.tributary.server.api.Email;
import dev.tributary.server.mail.SendMail;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The affiliates' sign-in page. */
@Controller
@RequestMapping(PortalChain.SIGN_IN)
class PortalSignInRoutes {
    private static final String WRONG = "This e-mail address and this password don’t go together.";

    private final Doorkeeper doorkeeper;
    private final Admission admission;
    private final Arrive arrive;
    private final SendMail mail;

    PortalSignInRoutes(Doorkeeper doorkeeper, Admission admission, Arrive arrive, SendMail mail) {
        this.doorkeeper = doorkeeper;
        this.admission = admission;
        this.arrive = arrive;
        this.mail = mail;
    }

    @GetMapping
    ModelAndView show(HttpServletRequest request) {
        return admission.session(request).isPresent()
                ? new ModelAndView(Go.to(PortalOverviewPages.PATH))
                : page(Form.EMPTY, "", HttpStatus.OK);
    }

    @PostMapping
    ModelAndView signIn(HttpServletRequest request, HttpServletResponse response) {
        Sent sent = new Sent(request);
        String email = sent.text("email", Email.MAX_LENGTH);
        String password = sent.secret("password");
        if (!sent.isSound()) {
            return page(sent.form(), "", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (doorkeeper.attempt(email, password, Whence.of(request))) {
            case Doorkeeper.Outcome.In in -> arrive.with(request, email, in.passes(), false);
            case Doorkeeper.Outcome.Wrong _ -> page(sent.form(), WRONG, HttpStatus.UNPROCESSABLE_CONTENT);
            case Doorkeeper.Outcome.Wait wait -> {
                response.setHeader("Retry-After", String.valueOf(wait.time().toSeconds() + 1));
                yield page(sent.form(), tooMany(wait.time()), HttpStatus.TOO_MANY_REQUESTS);
            }
        };
    }

    static String tooMany(Duration wait) {
        long minutes = wait.toMinutes() + 1;
        String time = wait.toSeconds() < 60 ? (wait.toSeconds() + 1) + " s" : minutes + " min";
        return "Too many attempts. Try again in " + time + ".";
    }

    private ModelAndView page(Form form, String refusal, HttpStatus status) {
        ModelAndView page =
                new ModelAndView("portal/sign-in", Map.of("form", form, "refusal", refusal, "mails", mail.isOn()));
        page.setStatus(status);
        return page;
    }
}
