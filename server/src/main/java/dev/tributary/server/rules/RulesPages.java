package dev.tributary.server.rules;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.Revision;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Settings, Calculation rules. */
@Controller
@RequestMapping(RulesPages.PATH)
class RulesPages {
    static final String PATH = "/console/settings/rules";

    private final Accounts accounts;

    RulesPages(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    ModelAndView show(Member member) {
        Account account = accounts.get(member.account().id());
        return page(member, account, RulesForm.show(account), HttpStatus.OK);
    }

    @PostMapping
    ModelAndView change(@Needs(Permission.PROGRAMME) Member member, HttpServletRequest request) {
        Account seen = accounts.get(member.account().id());
        FormBody body = RulesForm.take(request);
        try {
            Account changed = accounts.change(seen.id(), old -> {
                Revision.require(body.ifMatch(), old.version());
                return new ReadRules(body.fields()).change(old);
            });
            boolean same = changed.version() == seen.version();
            return new ModelAndView(Go.to(PATH).saying(same ? "Nothing was changed." : "The rules are saved."));
        } catch (Problem problem) {
            Form refused = body.refused(problem, "");
            return page(member, accounts.get(seen.id()), refused, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static ModelAndView page(Member member, Account account, Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView(
                "rules/rules",
                Map.of(
                        "form",
                        form,
                        "may",
                        member.may(Permission.PROGRAMME),
                        "version",
                        String.valueOf(account.version()),
                        "currency",
                        account.currency(),
                        "zones",
                        Zones.choices(form.value(RulesForm.ZONE)),
                        "labels",
                        RulesForm.LABELS));
        page.setStatus(status);
        return page;
    }
}
