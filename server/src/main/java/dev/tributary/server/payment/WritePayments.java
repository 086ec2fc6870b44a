package dev.tributary.server.payment;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.webhooks.endpoint.AccountId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** Writes payments as files, the newest first: one for people, and one that PayPal pays from. */
@Component
class WritePayments {
    private static final int AT_ONCE = 500;
    private static final int MOST = 100_000;

    private final PaymentStore store;
    private final Affiliates affiliates;

    WritePayments(PaymentStore store, Affiliates affiliates) {
        this.store = store;
        this.affiliates = affiliates;
    }

    /** All of these, at most {@value #MOST}, below a header. */
    void plain(AccountId account, PaymentFilter filter, HttpServletResponse response) throws IOException {
        OutputStream out = begin(response, "payments.csv");
        out.write(PaymentLine.header());
        write(out, account, filter, PaymentLine::plain);
    }

    /**
     * The file for PayPal's mass payments: address, amount, currency, a name of our own, note; without a header. It has
     * what is to be paid by PayPal and is prepared, or what else the filter asks for; never what is voided. It goes out
     * whole or not at all.
     *
     * @throws dev.tributary.server.api.Problem 409 if a line of it can't be written
     */
    void payPal(AccountId account, PaymentFilter asked, HttpServletResponse response) throws IOException {
        PaymentState state = asked.state().orElse(PaymentState.PREPARED);
        PaymentFilter filter = new PaymentFilter(
                asked.affiliate(), Optional.of(state), Optional.of(PaymentMethod.PAYPAL), asked.since(), asked.until());
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        if (state != PaymentState.VOIDED) {
            write(lines, account, filter, PaymentLine::payPal);
        }
        lines.writeTo(begin(response, "paypal.csv"));
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

    private static OutputStream begin(HttpServletResponse response, String name) throws IOException {
        response.setContentType("text/csv;charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        return response.getOutputStream();
    }
}
