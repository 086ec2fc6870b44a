package dev.tributary.server.portal;

import dev.tributary.server.access.PasswordHash;
import dev.tributary.server.access.Passwords;
import dev.tributary.server.access.Sent;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.affiliate.Located;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where a one-time link leads. Looking alone uses nothing up: mail is read by programs too. */
@Controller
@RequestMapping("/portal/enter/{token}")
class PortalEnterRoutes {
    private final PortalLinks links;
    private final Doorkeeper doorkeeper;
    private final AccessStore access;
    private final Passwords passwords;
    private final Accounts accounts;
    private final Arrive arrive;
    private final TransactionTemplate transaction;

    PortalEnterRoutes(
            PortalLinks links,
            Doorkeeper doorkeeper,
            AccessStore access,
            Passwords passwords,
            Accounts accounts,
            Arrive arrive,
            TransactionTemplate transaction) {
        this.links = links;
        this.doorkeeper = doorkeeper;
        this.access = access;
        this.passwords = passwords;
        this.accounts = accounts;
        this.arrive = arrive;
        this.transaction = transaction;
    }

    @GetMapping
    ModelAndView show(@PathVariable String token) {
        return page(token, find(token), Form.EMPTY);
    }

    @PostMapping
    ModelAndView enter(@PathVariable String token, HttpServletRequest request) {
        Token known = find(token);
        if (known.purpose() == Purpose.ENTER) {
            return arrive.with(request, known.email(), enter(token), true);
        }
        Sent sent = new Sent(request);
        String password = sent.newPassword("password", known.email());
        if (!sent.isSound()) {
            ModelAndView page = page(token, known, sent.form());
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        PasswordHash hash = passwords.hash(password);
        return arrive.with(request, known.email(), choose(token, hash), true);
    }

    private List<Pass> enter(String token) {
        return transaction.execute(
                status -> take(token).stream().map(doorkeeper::pass).toList());
    }

    /** The link is used up, the password set and every session that the old one opened ended, all or nothing. */
    private List<Pass> choose(String token, PasswordHash hash) {
        return transaction.execute(status -> take(token).stream()
                .map(found -> {
                    long number = found.affiliate().number();
                    return new Pass(found.account(), number, access.setPassword(found.account(), number, hash));
                })
                .toList());
    }

    private List<Located> take(String token) {
        return require(doorkeeper.opened(links.take(token).orElseThrow(PortalEnterRoutes::gone)));
    }

    private Token find(String token) {
        Token known = links.find(token)
                .filter(found -> found.purpose() != Purpose.ADDRESS)
                .orElseThrow(PortalEnterRoutes::gone);
        require(doorkeeper.opened(known));
        return known;
    }

    private static List<Located> require(List<Located> opened) {
        if (opened.isEmpty()) {
            throw gone();
        }
        return opened;
    }

    private ModelAndView page(String token, Token known, Form form) {
        List<String> names = doorkeeper.opened(known).stream()
                .map(found -> accounts.get(found.account()))
                .map(Account::name)
                .distinct()
                .toList();
        return new ModelAndView(
                "portal/enter",
                Map.of(
                        "form",
                        form,
                        "action",
                        "/portal/enter/" + token,
                        "names",
                        names,
                        "email",
                        known.email(),
                        "password",
                        known.purpose() == Purpose.PASSWORD));
    }

    private static Problem gone() {
        return Problem.of(410, "This link has been used, or its time is over. Sign in, or ask for another.");
    }
}
