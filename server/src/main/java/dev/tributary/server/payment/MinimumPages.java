package dev.tributary.server.payment;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Money;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Problem;
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

/** From what balance on the account pays. */
@Controller
@RequestMapping(MinimumPages.PATH)
class MinimumPages {
    static final String PATH = PaymentPages.PATH + "/minimum";

    private final MinimumStore store;

    MinimumPages(MinimumStore store) {
        this.store = store;
    }

    @GetMapping
    ModelAndView show(@Needs(Permission.PAYMENTS) Member member) {
        Form form = Form.of(Map.of("minimum", store.find(member.account()).text()));
        return page(member.account(), form, HttpStatus.OK);
    }

    /** Left empty, it is none. */
    @PostMapping
    ModelAndView change(@Needs(Permission.PAYMENTS) Member member, HttpServletRequest request) {
        Account account = member.account();
        FormBody body = new FormBody(request).given("minimum");
        try {
            Fields fields = body.fields();
            Money minimum = ReadRun.minimum(fields, account.currency()).orElseGet(() -> Money.zero(account.currency()));
            fields.done();
            store.change(account, minimum.amount());
            return new ModelAndView(Go.to(PaymentPages.PATH).saying("The minimum is saved."));
        } catch (Problem problem) {
            return page(account, body.refused(problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static ModelAndView page(Account account, Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView(
                "payment/minimum",
                Map.of("form", form, "currency", account.currency().getCurrencyCode()));
        page.setStatus(status);
        return page;
    }
}
