package dev.tributary.server.payment;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Filters;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import dev.tributary.server.page.Format;
import dev.tributary.server.page.Go;
import dev.tributary.webhooks.clock.UuidV7;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Paying, in three steps: whom and for what time, a look at what that comes to, and the act. */
@Controller
@RequestMapping(PaymentRunPages.PATH)
class PaymentRunPages {
    static final String PATH = PaymentPages.PATH + "/new";
    static final String PREVIEW = PATH + "/preview";

    private final PayAffiliates pay;
    private final Affiliates affiliates;
    private final MinimumStore minimum;
    private final UuidV7 ids;
    private final InstantSource clock;

    PaymentRunPages(PayAffiliates pay, Affiliates affiliates, MinimumStore minimum, UuidV7 ids, InstantSource clock) {
        this.pay = pay;
        this.affiliates = affiliates;
        this.minimum = minimum;
        this.ids = ids;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView choose(@Needs(Permission.PAYMENTS) Member member, @RequestParam Map<String, String> query) {
        Form form = RunForm.blank(member.account(), minimum.find(member.account()), clock.instant(), query);
        return choose(member, form, HttpStatus.OK);
    }

    /** Reads what was chosen from the URL, so that it can be looked at again and gone back from. */
    @GetMapping("/preview")
    ModelAndView preview(@Needs(Permission.PAYMENTS) Member member, HttpServletRequest request) {
        FormBody body = RunForm.take(request, member.account().zone());
        try {
            return preview(member, body, read(member, body), "");
        } catch (Problem problem) {
            return choose(member, body.refused(problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /**
     * Pays the balances that are ticked, or all that the run means, more than the page shows; each judged anew. The key
     * of the page makes a second click pay nothing.
     */
    @PostMapping
    ModelAndView pay(
            @Needs(Permission.PAYMENTS) Member member,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "false") String all,
            HttpServletRequest request) {
        FormBody body = RunForm.take(request, member.account().zone());
        Set<Who.Balance> ticked = RunForm.ticked(request);
        boolean everything = all.equals("true");
        try {
            Run run = read(member, body);
            if (!everything && (ticked.isEmpty() || ticked.size() > RunPreview.MOST)) {
                return preview(member, body, run, "Choose at least one, and at most " + RunPreview.MOST + ".");
            }
            Run wish = everything ? run : run.with(new Who.Balances(ticked));
            PayAffiliates.Result result = pay.run(member.account().id(), PaymentChangePages.by(member), wish, key(key));
            return result.made().isEmpty()
                    ? preview(member, body, run, "Nothing of this can be paid any more: here is what can be now.")
                    : done(result, wish);
        } catch (Problem problem) {
            return choose(member, body.refused(problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private Run read(Member member, FormBody body) {
        return new ReadRun(body.fields(), member.account(), affiliates).read(minimum.find(member.account()));
    }

    private ModelAndView choose(Member member, Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView(
                "payment/choose",
                Map.of(
                        "form",
                        form,
                        "methods",
                        PaymentWords.methods(),
                        "labels",
                        RunForm.LABELS,
                        "currency",
                        member.account().currency().getCurrencyCode()));
        page.setStatus(status);
        return page;
    }

    private ModelAndView preview(Member member, FormBody body, Run run, String wrong) {
        Judgement judgement = pay.preview(member.account().id(), run);
        Map<String, String> sent = RunForm.sent(body);
        Map<String, Object> model = new HashMap<>();
        model.put(
                "preview",
                RunPreview.of(judgement, affiliates.named(member.account().id(), RunPreview.affiliates(judgement))));
        model.put("left", RunPreview.left(pay.left(member.account().id(), run)));
        model.put("from", run.from().isPresent());
        model.put("sent", sent);
        model.put("back", new Filters(PATH, sent).url());
        model.put("key", ids.next().toString());
        model.put("draft", run.draft());
        model.put("payPal", run.method() == PaymentMethod.PAYPAL);
        model.put("wrong", wrong);
        ModelAndView page = new ModelAndView("payment/preview", model);
        page.setStatus(wrong.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static ModelAndView done(PayAffiliates.Result result, Run run) {
        List<Payment> made = result.made();
        String to = made.size() == 1 ? PaymentPages.PATH + "/" + made.getFirst().number() : PaymentPages.PATH;
        String many = made.size() == 1 ? "One payment is" : Format.count(made.size()) + " payments are";
        String more = result.more() ? " Others can be paid too: pay once more." : "";
        String few = result.skipped().isEmpty() || !(run.who() instanceof Who.Balances)
                ? ""
                : " " + Format.count(result.skipped().size()) + " could not be paid any more.";
        return new ModelAndView(Go.to(to)
                .saying(many
                        + (run.draft() ? " prepared: mark them as sent once the money is on its way." : " recorded.")
                        + few
                        + more));
    }

    private static Optional<String> key(String key) {
        return Optional.of(key).filter(text -> text.matches("[0-9a-f-]{36}"));
    }
}
