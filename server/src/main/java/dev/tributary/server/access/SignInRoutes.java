package dev.tributary.server.access;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Members;
import dev.tributary.server.account.User;
import dev.tributary.server.api.Email;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The sign-in page. */
@Controller
@RequestMapping("/console/sign-in")
class SignInRoutes {
    private static final String WRONG = "This e-mail address and this password don’t go together.";

    private final SignIn signIn;
    private final Sessions sessions;
    private final Members members;
    private final Visits visits;

    SignInRoutes(SignIn signIn, Sessions sessions, Members members, Visits visits) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.members = members;
        this.visits = visits;
    }

    @GetMapping
    ModelAndView show(@RequestParam(required = false) @Nullable String next, HttpServletRequest request) {
        Next page = Next.named(next);
        return visits.stranger(request).isPresent()
                ? new ModelAndView(Go.to(page.path()))
                : page(Form.EMPTY, page, "", HttpStatus.OK);
    }

    @PostMapping
    ModelAndView signIn(
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        Sent sent = new Sent(request);
        String email = sent.text("email", Email.MAX_LENGTH);
        String password = sent.secret("password");
        Next page = Next.named(next);
        if (!sent.isSound()) {
            return page(sent.form(), page, "", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (signIn.attempt(email, password, Whence.of(request))) {
            case SignIn.Outcome.In in -> open(in.user(), page, request);
            case SignIn.Outcome.Wrong _ -> page(sent.form(), page, WRONG, HttpStatus.UNPROCESSABLE_CONTENT);
            case SignIn.Outcome.Wait wait -> {
                response.setHeader("Retry-After", String.valueOf(wait.time().toSeconds() + 1));
                yield page(sent.form(), page, tooMany(wait.time()), HttpStatus.TOO_MANY_REQUESTS);
            }
        };
    }

    private ModelAndView open(User user, Next next, HttpServletRequest request) {
        Optional<Account> first = members.accounts(user.id()).stream().findFirst();
        sessions.open(request, user.id(), first.map(Account::id));
        return new ModelAndView(Go.to(next.path()));
    }

    static String tooMany(Duration wait) {
        long minutes = wait.toMinutes() + 1;
        String time = wait.toSeconds() < 60 ? (wait.toSeconds() + 1) + " s" : minutes + " min";
        return "Too many attempts failed. Try again in " + time + ".";
    }

    private static ModelAndView page(Form form, Next next, String refusal, HttpStatus status) {
        ModelAndView page =
                new ModelAndView("access/sign-in", Map.of("form", form, "next", next.path(), "refusal", refusal));
        page.setStatus(status);
        return page;
    }
}
