package dev.tributary.server.access;

import dev.tributary.server.account.Money;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where the link leads that the first start prints. */
@Controller
@RequestMapping("/console/set-up/{token}")
class SetUpRoutes {
    private final SetUp setUp;
    private final Passwords passwords;
    private final Sessions sessions;

    SetUpRoutes(SetUp setUp, Passwords passwords, Sessions sessions) {
        this.setUp = setUp;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    @GetMapping
    ModelAndView show(@PathVariable String token) {
        requireGood(token);
        return page(token, Form.of(Map.of("currency", "USD")), HttpStatus.OK);
    }

    @PostMapping
    ModelAndView make(@PathVariable String token, HttpServletRequest request) {
        requireGood(token);
        Sent sent = new Sent(request);
        String name = sent.text("name", 200);
        String code = sent.text("currency", 3);
        String email = sent.email("email");
        String password = sent.newPassword("password", email);
        Optional<Currency> currency = Money.currency(code.toUpperCase(Locale.ROOT));
        if (currency.isEmpty()) {
            sent.error("currency", "must be a code of ISO 4217 such as USD or EUR");
        }
        if (!sent.isSound()) {
            return page(token, sent.form(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        SetUp.Made made = setUp.redeem(token, name, email, currency.orElseThrow(), passwords.hash(password))
                .orElseThrow(SetUpRoutes::gone);
        sessions.open(request, made.owner(), Optional.of(made.account().id()));
        return new ModelAndView(Go.to("/console"));
    }

    private void requireGood(String token) {
        if (!setUp.isGood(token)) {
            throw gone();
        }
    }

    private static ModelAndView page(String token, Form form, HttpStatus status) {
        ModelAndView page =
                new ModelAndView("access/set-up", Map.of("form", form, "action", "/console/set-up/" + token));
        page.setStatus(status);
        return page;
    }

    private static Problem gone() {
        return Problem.of(
                410,
                "This link has been used, or its day is over. Sign in at /console/sign-in; while there is no account, "
                        + "each start prints a new link.");
    }
}
