package dev.tributary.server.access;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Members;
import dev.tributary.server.account.User;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import dev.tributary.webhooks.endpoint.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What is a person's own, whatever their accounts: password, sessions, which account they work in. */
@Controller
@RequestMapping("/console")
class ProfileRoutes {
    private final Members members;
    private final SignIn signIn;
    private final Passwords passwords;
    private final Sessions sessions;
    private final TransactionTemplate transaction;

    ProfileRoutes(
            Members members, SignIn signIn, Passwords passwords, Sessions sessions, TransactionTemplate transaction) {
        this.members = members;
        this.signIn = signIn;
        this.passwords = passwords;
        this.sessions = sessions;
        this.transaction = transaction;
    }

    @GetMapping("/profile")
    ModelAndView show(SignedIn who) {
        return page(who, Form.EMPTY, HttpStatus.OK);
    }

    /** Every other session ends with the old password; this one gets a new name. */
    @PostMapping("/profile/password")
    ModelAndView changePassword(SignedIn who, HttpServletRequest request) {
        User user = user(who);
        Sent sent = new Sent(request);
        String password = sent.newPassword("password", user.email());
        if (sent.isSound() && passwords.has(who.user())) {
            judge(signIn.attempt(user.email(), sent.secret("current"), Whence.of(request)), sent);
        }
        if (!sent.isSound()) {
            return page(who, sent.form(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        PasswordHash hash = passwords.hash(password);
        transaction.executeWithoutResult(status -> {
            passwords.set(who.user(), hash);
            sessions.closeAll(who.user());
        });
        sessions.open(request, who.user(), who.account());
        return new ModelAndView(
                Go.to("/console/profile").saying("The password is changed. Your other sessions have ended."));
    }

    @PostMapping("/sign-out")
    ModelAndView signOut(SignedIn who, HttpServletRequest request) {
        sessions.close(request);
        return new ModelAndView(Go.to("/console/sign-in"));
    }

    @PostMapping("/sign-out-everywhere")
    ModelAndView signOutEverywhere(SignedIn who, HttpServletRequest request) {
        sessions.closeAll(who.user());
        sessions.close(request);
        return new ModelAndView(Go.to("/console/sign-in"));
    }

    @GetMapping("/accounts")
    ModelAndView accounts(SignedIn who) {
        List<Account> all = members.accounts(who.user());
        String current = who.account().map(AccountId::toString).orElse("");
        return new ModelAndView("access/accounts", Map.of("accounts", all, "current", current));
    }

    @PostMapping("/accounts")
    ModelAndView choose(SignedIn who, HttpServletRequest request) {
        AccountId account = Optional.ofNullable(request.getParameter("account"))
                .flatMap(AccountId::parse)
                .filter(id -> members.role(id, who.user()).isPresent())
                .orElseThrow(() -> Problem.notFound("such account"));
        sessions.choose(request, account);
        return new ModelAndView(Go.to("/console"));
    }

    private static void judge(SignIn.Outcome outcome, Sent sent) {
        switch (outcome) {
            case SignIn.Outcome.In _ -> {}
            case SignIn.Outcome.Wrong _ -> sent.error("current", "is not your password");
            case SignIn.Outcome.Wait wait -> sent.error("current", SignInRoutes.tooMany(wait.time()));
        }
    }

    private ModelAndView page(SignedIn who, Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView(
                "access/profile", Map.of("form", form, "email", user(who).email(), "has", passwords.has(who.user())));
        page.setStatus(status);
        return page;
    }

    private User user(SignedIn who) {
        return members.user(who.user()).orElseThrow(() -> Problem.notFound("such person"));
    }
}
