package dev.tributary.server.payment;

import dev.tributary.server.access.Member;
import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Payments as files, with the filters of the list: one for people, and one that PayPal pays from. */
@Controller
class PaymentFiles {
    static final String CSV = PaymentPages.PATH + "/export.csv";
    static final String PAYPAL = PaymentPages.PATH + "/paypal.csv";

    private static final int AT_ONCE = 500;
    private static final int MOST = 100_000;

    private final PaymentStore store;
    private final Affiliates affiliates;

    PaymentFiles(PaymentStore store, Affiliates affiliates) {
        this.store = store;
        this.affiliates = affiliates;
    }

    @GetMapping(CSV)
    void csv(Member member, @RequestParam Map<String, String> query, HttpServletResponse response) throws IOException {
        PaymentFilter filter = filter(member, query);
        attach(response, "payments.csv");
        OutputStream out = response.getOutputStream();
        out.write(PaymentLine.header());
        write(out, member.account().id(), filter, PaymentLine::plain);
    }

    /**
     * The file for PayPal's mass payments: address, amount, currency, a name of our own, note; without a header. It has
     * what is to be paid by PayPal and is prepared, or what else the filters ask for; never what is voided.
     */
    @GetMapping(PAYPAL)
    void payPal(Member member, @RequestParam Map<String, String> query, HttpServletResponse response)
            throws IOException {
        PaymentFilter asked = filter(member, query);
        PaymentFilter filter = new PaymentFilter(
                asked.affiliate(),
                asked.state().or(() -> Optional.of(PaymentState.PREPARED)),
                Optional.of(PaymentMethod.PAYPAL),
                asked.since(),
                asked.until());
        attach(response, "paypal.csv");
        if (filter.state().filter(PaymentState.VOIDED::equals).isEmpty()) {
            write(response.getOutputStream(), member.account().id(), filter, PaymentLine::payPal);
        }
    }

    private static PaymentFilter filter(Member member, Map<String, String> query) {
        PaymentQuery asked = PaymentQuery.read(query, member.account().zone());
        if (!asked.url().isSound()) {
            throw Problem.badRequest("The filters can't be read.");
        }
        return asked.filter();
    }

    private void write(
            OutputStream out,
            AccountId account,
            PaymentFilter filter,
            BiFunction<Payment, Optional<Affiliate>, byte[]> line)
            throws IOException {
        Optional<Long> before = Optional.empty();
        for (int written = 0; written < MOST; written += AT_ONCE) {
            List<Payment> page = store.page(account, filter, before, AT_ONCE);
            Map<Long, Affiliate> named = affiliates.named(
                    account, page.stream().map(Payment::affiliate).distinct().toList());
            for (Payment payment : page) {
                out.write(line.apply(payment, Optional.ofNullable(named.get(payment.affiliate()))));
            }
            if (page.size() < AT_ONCE) {
                return;
            }
            before = Optional.of(page.getLast().number());
        }
    }

    private static void attach(HttpServletResponse response, String name) {
        response.setContentType("text/csv;charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
    }
}
